/** A piece of a Terraform string: text as it stands, or the expression inside `${…}`. */
export type TemplatePart = { readonly text: string } | { readonly expression: string };

/**
 * Splits a Terraform string into text and `${…}` expressions, unescaping `$${` and `%%{`.
 * A `%{…}` directive comes back as an expression with its percent sign, which nothing can resolve.
 */
export function parseTemplate(template: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let text = '';
  let at = 0;
  while (at < template.length) {
    if (template.startsWith('$${', at) || template.startsWith('%%{', at)) {
      text += template.slice(at + 1, at + 3);
      at += 3;
    } else if (template.startsWith('${', at) || template.startsWith('%{', at)) {
      const end = endOfExpression(template, at + 2);
      if (text) parts.push({ text });
      text = '';
      const inside = template.slice(at + 2, end).trim();
      parts.push({ expression: template[at] === '%' ? `%{${inside}}` : inside });
      at = end + 1;
    } else {
      text += template[at];
      at += 1;
    }
  }
  if (text) parts.push({ text });
  return parts;
}

/** Index of the brace that closes an expression; braces and quoted strings nest. */
function endOfExpression(template: string, start: number): number {
  let depth = 1;
  let quoted = false;
  for (let at = start; at < template.length; at += 1) {
    const character = template[at];
    if (quoted && character === '\\') at += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === '{') depth += 1;
    else if (!quoted && character === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return template.length;
}
