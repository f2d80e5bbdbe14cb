/** What a file is, by its name: scripts, and files that hold scripts between other things. */

export type ContainerKind = 'html' | 'vue' | 'svelte' | 'astro';

const SCRIPT = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const CONTAINER = /\.(?:html?|xhtml|vue|svelte|astro)$/i;

export function isScript(file: string): boolean {
  return SCRIPT.test(file);
}

export function containerKind(file: string): ContainerKind | null {
  const extension = CONTAINER.exec(file)?.[0].slice(1).toLowerCase();
  if (extension === undefined) return null;
  return extension === 'vue' || extension === 'svelte' || extension === 'astro' ? extension : 'html';
}

/** What a run lists where nothing else is asked for. */
export function isSource(file: string): boolean {
  return SCRIPT.test(file) || CONTAINER.test(file);
}

/** Whether a file may import others. */
export function isModule(file: string): boolean {
  return SCRIPT.test(file) || CONTAINER.test(file) || file.endsWith('.json');
}
