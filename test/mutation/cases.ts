/** The fixtures, each as a question that a mutant is asked: does it still become what is kept beside it? */
import { readdirSync, readFileSync } from 'node:fs';
import { casesOf, expectedFindings, expectedManifest, expectedText, families, TARGETS } from '../fixtures/cases.js';
import { findingsText, migrate } from '../fixtures/run-case.js';
import { FOLDER, findingsOfTexts, migrateTexts, readTexts } from '../fixtures/run-modules.js';

export interface Case {
  readonly name: string;
  /** whether it is as it must be; what it throws says that it is not */
  holds(): boolean;
}

export function cases(): readonly Case[] {
  return [...ofOneFile(), ...ofSeveral()];
}

function ofOneFile(): readonly Case[] {
  return families()
    .flatMap(casesOf)
    .flatMap((one) =>
      TARGETS.map((target) => ({
        name: `${one.family}/${one.name} ${target}`,
        holds: () => {
          const { text, manifest, findings } = migrate(one, target);
          return (
            text === expectedText(one, target) &&
            manifest === expectedManifest(one, target) &&
            (target === 'fetch' || findingsText(findings, one.text.replace(/^\uFEFF/, '')) === expectedFindings(one))
          );
        },
      })),
    );
}

function ofSeveral(): readonly Case[] {
  return readdirSync(FOLDER).flatMap((name) =>
    TARGETS.map((target) => ({
      name: `modules/${name} ${target}`,
      holds: () => {
        const dir = `${FOLDER}/${name}`;
        const input = readTexts(`${dir}/input`);
        const { changed, findings } = migrateTexts(input, target);
        const wanted = readTexts(`${dir}/output.${target}`);
        return (
          JSON.stringify(Object.entries(changed).sort()) === JSON.stringify(Object.entries(wanted).sort()) &&
          (target === 'fetch' || findingsOfTexts(findings, input) === readFileSync(`${dir}/findings.json`, 'utf8'))
        );
      },
    })),
  );
}
