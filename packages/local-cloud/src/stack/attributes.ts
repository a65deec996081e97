import type { Attributes, Resource } from './resource.ts';
import { StackError } from './stack-error.ts';

/** Typed reading of a resource's attributes; what has the wrong type is an error that names it. */
export const attributes = {
  text(resource: Resource, name: string): string {
    const value = attributes.optionalText(resource, name);
    if (value === undefined) throw wrong(resource, name, undefined, 'a text');
    return value;
  },

  optionalText(resource: Resource, name: string): string | undefined {
    const value = resource.attributes[name] ?? undefined;
    if (value !== undefined && typeof value !== 'string') throw wrong(resource, name, value, 'a text');
    return value;
  },

  /** One of a few words. */
  optionalChoice<Choice extends string>(
    resource: Resource,
    name: string,
    choices: readonly Choice[],
  ): Choice | undefined {
    const value = attributes.optionalText(resource, name);
    const choice = choices.find((candidate) => candidate === value);
    if (value !== undefined && choice === undefined)
      throw wrong(resource, name, value, `one of ${choices.join(', ')}`);
    return choice;
  },

  optionalInteger(resource: Resource, name: string): number | undefined {
    const value = resource.attributes[name] ?? undefined;
    if (value === undefined) return undefined;
    // Terraform converts between numbers and their text.
    const integer = typeof value === 'string' && value.trim() ? Number(value) : value;
    if (!Number.isInteger(integer)) throw wrong(resource, name, value, 'a whole number');
    return integer as number;
  },

  /** A nested block, which CDKTF writes as an object or as an array of one. */
  block(resource: Resource, name: string): Resource | undefined {
    const [first, ...others] = attributes.blocks(resource, name);
    if (others.length > 0) throw wrong(resource, name, `${others.length + 1} blocks`, 'one block');
    return first;
  },

  /** Nested blocks, each readable like a resource of its own. */
  blocks(resource: Resource, name: string): readonly Resource[] {
    const value = resource.attributes[name] ?? [];
    return [value].flat().map((block) => {
      if (block === null || typeof block !== 'object') throw wrong(resource, name, block, 'a block');
      return { ...resource, address: `${resource.address}: ${name}`, attributes: block as Attributes };
    });
  },

  textList(resource: Resource, name: string): readonly string[] {
    const value = [resource.attributes[name] ?? []].flat();
    if (!value.every((entry) => typeof entry === 'string'))
      throw wrong(resource, name, value, 'a list of texts');
    return value;
  },
};

function wrong(resource: Resource, name: string, value: unknown, wanted: string): StackError {
  const seen = value === undefined ? 'missing' : JSON.stringify(value);
  return new StackError(`${resource.address}: ${name} is ${seen}; it must be ${wanted}`);
}
