/** What the program prints of the sample repository, as the demonstration compares it. */
import { readFileSync } from 'node:fs';

const expected = (name: string) =>
  readFileSync(new URL(`../../fixtures/sample/expected/${name}`, import.meta.url), 'utf8');

export function samplePage(): string {
  return `# The sample repository

What \`npm run demo\` prints of \`fixtures/sample\`: the patch of \`cfv1 migrate\`, and the report of what it was made from.

\`\`\`diff
${expected('patch.diff')}\`\`\`

\`\`\`text
${expected('report.txt')}\`\`\`
`;
}
