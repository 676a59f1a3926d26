/** A PDF to save, with a name that can't contain a path. */
export function pdfFile(pdf: Uint8Array, name: string, headers: Record<string, string> = {}): Response {
  return new Response(new Uint8Array(pdf), {
    headers: {
      ...headers,
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="${name.replaceAll("/", "-")}.pdf"`,
    },
  });
}
