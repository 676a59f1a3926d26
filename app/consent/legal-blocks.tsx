import type { LegalBlock } from "./legal-text.ts";

interface LegalBlocksProps {
  blocks: readonly LegalBlock[];
  /** Level of the headings in the text. */
  level?: 2 | 3 | 4;
}

/** A text of the operator: headings, paragraphs and items. */
export function LegalBlocks({ blocks, level = 2 }: LegalBlocksProps) {
  const Heading = `h${level}` as const;
  return (
    <div className="space-y-3">
      {blocks.map((block, index) => {
        const key = `${index} ${block.text.slice(0, 20)}`;
        if (block.kind === "heading") {
          return (
            <Heading key={key} className="pt-4 text-16 font-semibold">
              {block.text}
            </Heading>
          );
        }
        return (
          <p key={key} className={block.kind === "item" ? "border-l-2 border-line pl-3" : ""}>
            {block.text}
          </p>
        );
      })}
    </div>
  );
}
