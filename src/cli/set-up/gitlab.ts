import { TOOL } from '../../report/version.js';
import { append, callsProgram, type Tool, topKeys } from './set-up.js';

const FILE = '.gitlab-ci.yml';
const REPORT = 'gl-code-quality-report.json';

const JOB = `
cfv1:
  image: node:22
  script:
    - npx --yes --ignore-scripts ${TOOL.name}@${TOOL.version} ci --format pretty --format gitlab=${REPORT}
  artifacts:
    when: always
    reports:
      codequality: ${REPORT}
`;

export const GITLAB: Tool = {
  name: 'GitLab CI',
  setUp({ read }) {
    const before = read(FILE);
    if (before === null) return null;
    if (callsProgram(before)) return { kind: 'there', file: FILE };
    // a job belongs to the stage `test` where nothing is said, and that must be one
    const stages = topKeys(before).has('stages')
      ? (/^stages\s*:[^\S\n]*(.*(?:\r?\n(?:[ \t-].*|))*)/m.exec(before)?.[1] ?? '')
      : 'test';
    const fits = /(?<![\w-])test(?![\w-])/.test(stages) && !/^(?:---|\{)/m.test(before);
    return fits ? append(FILE, before, JOB) : { kind: 'by-hand', file: FILE, add: JOB.trimStart() };
  },
};
