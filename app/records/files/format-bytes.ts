const STEPS = ["B", "KiB", "MiB", "GiB", "TiB"];

/** Bytes for people: `345 B`, `14 KiB`, `2.5 MiB`, in powers of 1024 as limits and quotas are set. */
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
