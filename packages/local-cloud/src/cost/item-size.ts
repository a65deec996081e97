/** An attribute value as DynamoDB's API writes it: one type with its value. */
type AttributeValue = Readonly<Record<string, unknown>>;
export type Item = Readonly<Record<string, AttributeValue>>;

/** Lists and maps take 3 bytes, and each of their elements 1 more. */
const NESTING_BYTES = 3;
const ELEMENT_BYTES = 1;

/**
 * Bytes of an item as DynamoDB bills them: names and values, text in UTF-8.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function itemSize(item: Item): number {
  return Object.entries(item).reduce(
    (size, [name, value]) => size + Buffer.byteLength(name) + valueSize(value),
    0,
  );
}

function valueSize(attribute: AttributeValue): number {
  const [entry] = Object.entries(attribute);
  if (!entry) return 0;
  const [type, value] = entry;
  switch (type) {
    case 'S':
      return Buffer.byteLength(value as string);
    case 'N':
      return numberSize(value as string);
    case 'B':
      return Buffer.byteLength(value as string, 'base64');
    case 'SS':
      return sum(value as string[], (text) => Buffer.byteLength(text));
    case 'NS':
      return sum(value as string[], numberSize);
    case 'BS':
      return sum(value as string[], (text) => Buffer.byteLength(text, 'base64'));
    case 'L':
      return NESTING_BYTES + sum(value as AttributeValue[], (element) => ELEMENT_BYTES + valueSize(element));
    case 'M': {
      const map = value as Item;
      return NESTING_BYTES + Object.keys(map).length * ELEMENT_BYTES + itemSize(map);
    }
    default:
      // BOOL and NULL.
      return 1;
  }
}

/** About one byte for two significant digits, and one more; zeros before and after do not count. */
function numberSize(text: string): number {
  const digits = text
    .replace(/e.*$/i, '')
    .replace(/[-+.]/g, '')
    .replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + 1 + (text.startsWith('-') ? 1 : 0);
}

function sum<Element>(elements: readonly Element[], sizeOf: (element: Element) => number): number {
  return elements.reduce((size, element) => size + sizeOf(element), 0);
}
