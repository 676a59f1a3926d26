/** Text for programs or a terminal. Long lines wrap on screen but are copied unbroken. */
export function CodeBlock({ text }: { text: string }) {
  return (
    <pre className="print-exact rounded-6 bg-ink px-3 py-2.5 font-mono text-12 whitespace-pre-wrap text-paper wrap-anywhere">
      {text}
    </pre>
  );
}
