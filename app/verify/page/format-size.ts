/** A file's size for people: `2.41 MB`, `14 kB`, in powers of a thousand. */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(2)} MB`;
}
