/** A PDF to save, under a name that no path can be made of. */
export function pdfFile(pdf: Uint8Array, name: string, headers: Record<string, string> = {}): Response {
  return new Response(new Uint8Array(pdf), {
    headers: {
      ...headers,
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="${name.replaceAll("/", "-")}.pdf"`,
    },
  });
}
