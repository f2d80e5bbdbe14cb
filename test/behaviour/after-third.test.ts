import { afterTests } from './after.js';

afterTests(2);
