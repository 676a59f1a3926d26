/** Text for a machine or a terminal; scrolls on its own where a line is longer than the column. */
export function CodeBlock({ text }: { text: string }) {
  return (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className="print-exact overflow-x-auto rounded-6 bg-ink px-3 py-2.5 font-mono text-12 text-paper"
    >
      {text}
    </pre>
  );
}
