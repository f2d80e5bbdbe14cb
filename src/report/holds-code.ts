/** Whether values in such a file are quoted; in YAML, shell or INI files they need not be. */
export function holdsCode(file: string): boolean {
  return /\.(?:[cm]?[jt]sx?|json[c5]?|vue|svelte|astro|html?)$/i.test(file);
}
