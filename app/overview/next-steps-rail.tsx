import { useRouteLoaderData } from "@remix-run/react";
import { localName } from "#app/i18n/locale.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { NextBar, NextBlock, type RailStep } from "#app/kit/next-rail.tsx";
import type { NextStep } from "./next-steps.ts";

interface RailProps {
  steps: NextStep[];
  base: string;
}

/** The steps that the frame of the organization loaded. */
export function useNextSteps(): NextStep[] {
  const frame = useRouteLoaderData("workspace/layout") as { steps: NextStep[] } | undefined;
  return frame?.steps ?? [];
}

/** Title, explanation and address of a step in the reader's language. */
export function useStepWords(base: string): (step: NextStep) => { title: string; about: string; to: string } {
  const { step: words } = useMessages().nextStep;
  const locale = useLocale();
  return ({ kind, count, gap, to }) => {
    const facts = { count, source: gap ? localName(gap.name, locale) : "", months: gap?.months ?? 0 };
    return {
      title: words[kind].title(facts),
      about: words[kind].about(facts),
      to: to.startsWith("?") ? base + to : `${base}/${to}`,
    };
  };
}

/** The next step in the sidebar, and the others on request. */
export function NextStepsBlock(rail: RailProps) {
  return <NextBlock steps={useRail(rail)} />;
}

/** The same as a bar of a phone. */
export function NextStepsBar(rail: RailProps) {
  return <NextBar steps={useRail(rail)} />;
}

function useRail({ steps, base }: RailProps): RailStep[] {
  const wordsOf = useStepWords(base);
  return steps.map((step) => ({ key: step.kind, ...wordsOf(step) }));
}
