import LineBreaker from "linebreak";

/** A stretch between two places where a line may end. */
export interface Segment {
  from: number;
  to: number;
  required: boolean;
}

const THAI = /[\u0e00-\u0e7f]/;
const thaiWords = new Intl.Segmenter("th", { granularity: "word" });
const letters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The stretches between break opportunities, after UAX #14; between the words of Thai too, which it writes without spaces. */
export function segmentsOf(text: string): Segment[] {
  const breaker = new LineBreaker(text);
  const found: Segment[] = [];
  let from = 0;
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) {
    const segment = { from, to: next.position, required: next.required && text[next.position - 1] === "\n" };
    found.push(...(THAI.test(text.slice(from, segment.to)) ? splitThai(text, segment) : [segment]));
    from = next.position;
  }
  return found;
}

/** A line doesn't begin with a space or a mark that closes; they stay with the word before. */
function splitThai(text: string, { from, to, required }: Segment): Segment[] {
  const cuts = [...thaiWords.segment(text.slice(from, to))]
    .map(({ index }) => from + index)
    .filter((at) => at > from && THAI.test(text[at]!) && THAI.test(text[at - 1]!) && !/[\u0e2f\u0e46]/.test(text[at]!));
  const ends = [...cuts, to];
  return ends.map((end, index) => ({ from: cuts[index - 1] ?? from, to: end, required: required && end === to }));
}

/** What a line is broken between where a word is wider than it: letters, each with its marks. */
export function lettersOf(text: string): string[] {
  return /[\p{M}\u0e00-\u0e7f]/u.test(text) ? [...letters.segment(text)].map(({ segment }) => segment) : [...text];
}
