import { generatedTests } from './property.js';

generatedTests(1);
