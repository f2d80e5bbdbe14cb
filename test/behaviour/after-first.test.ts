import { afterTests } from './after.js';

afterTests(0);
