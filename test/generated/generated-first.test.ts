import { generatedTests } from './property.js';

generatedTests(0);
