import { TOOL } from '../../report/version.js';
import { append, callsProgram, type Tool } from './set-up.js';

const FOLDER = '.github/workflows';
const FILE = `${FOLDER}/cfv1.yml`;

const WORKFLOW = `name: Cloudflare API v1
on: pull_request
permissions:
  contents: read
jobs:
  cfv1:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npx --yes --ignore-scripts ${TOOL.name}@${TOOL.version} ci
`;

export const GITHUB: Tool = {
  name: 'GitHub Actions',
  setUp({ read, list }) {
    const workflows = list(FOLDER).filter((name) => /\.ya?ml$/.test(name));
    if (workflows.length === 0) return null;
    const caller = workflows.find((name) => callsProgram(read(`${FOLDER}/${name}`) ?? ''));
    if (caller !== undefined) return { kind: 'there', file: `${FOLDER}/${caller}` };
    return read(FILE) === null ? append(FILE, '', WORKFLOW) : { kind: 'by-hand', file: FILE, add: WORKFLOW };
  },
};
