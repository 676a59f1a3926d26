const STEPS = ["B", "KiB", "MiB", "GiB", "TiB"];

/** A readable size in powers of 1024, such as `345 B`, `14 KiB` or `2.5 MiB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let step = 0;
  while (value >= 1024 && step < STEPS.length - 1) {
    value /= 1024;
    step += 1;
  }
  const shown = step < 2 ? Math.ceil(value) : Math.ceil(value * 10) / 10;
  return `${shown} ${STEPS[step]}`;
}
