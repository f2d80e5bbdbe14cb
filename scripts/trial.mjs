// `npm run trial -- PATH…`: see test/behaviour/trial.ts, which Vite loads without a build.
import { runnerImport } from 'vite';

const { module } = await runnerImport(new URL('../test/behaviour/trial.ts', import.meta.url).pathname);
await module.trial(process.argv.slice(2));
process.exit();
