/** Records behind a condensed document, for the command line. */
export default {
  usage: {
    condense: `Usage: truetonne condense FILE --detail OUT [--pretty] [--language en|zh]

Reads an inventory document (- for standard input) and prints it condensed, with its results: records that share source,
month, factor, quality and grade stand in one line, their quantities summed exactly. The records go to OUT, in pieces; the
document states the root of the Merkle tree over them. Every total is that of the document that was read.

Exit code 0: condensed · 1: some lines have issues · 2: bad usage, an invalid document, or OUT exists or can't be written.
`,
    detail: `Usage: truetonne detail verify DOCUMENT DETAIL [--json] [--language en|zh]

Holds the records of DETAIL against a condensed inventory document, piece by piece: the Merkle root over all pieces is the
one that the document states, and the records of each line, condensed again, are that line.

Exit code 0: all of it holds · 1: it does not · 2: bad usage, an invalid document or a file that can't be read.
`,
  },
  whole: (records: string, lines: string, pieces: string) =>
    `The ${records} records in ${pieces} pieces are those behind the ${lines} lines of the document: the root is equal, and so is each line.`,
  condensed: (records: string, lines: string) => `${records} records are condensed into ${lines} lines.`,
  cannotWrite: (file: string) =>
    `${file} can't be written, or is there already. Choose another name; nothing is overwritten.`,
  unreadable: (file: string) => `${file} can't be read. Check the name and your rights.`,
  at: (piece: string, line: string) => `Piece ${piece}${line ? `, line ${line}` : ""}:`,
  fault: {
    no_detail: "The document is not condensed: it states no detail.",
    piece_unreadable: "This is no piece in canonical form. The file was changed, or is of another kind.",
    piece_out_of_order: "A piece is missing, comes twice or stands in another place than its line.",
    record_invalid: "A record is not valid.",
    line_differs: "The records, condensed again, are not this line of the document.",
    root_differs: "The root over all pieces is not the one that the document states: these are not its records.",
  },
};
