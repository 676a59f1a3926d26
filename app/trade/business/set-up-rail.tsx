import { useMessages } from "#app/kit/i18n-context.tsx";
import { NextBar, NextBlock, type RailStep } from "#app/kit/next-rail.tsx";
import { type SetUpStep, STEP_FORMS } from "./set-up.ts";

interface RailProps {
  steps: SetUpStep[];
  base: string;
}

/** Leads from each form of the set-up to the next one, on every page of the workspace. */
export function SetUpBlock(rail: RailProps) {
  return <NextBlock steps={useRail(rail)} />;
}

/** The same as a bar of a phone. */
export function SetUpBar(rail: RailProps) {
  return <NextBar steps={useRail(rail)} />;
}

function useRail({ steps, base }: RailProps): RailStep[] {
  const { steps: titles, abouts } = useMessages().business.setUp;
  return steps.map((step) => ({
    key: step,
    title: titles[step],
    about: abouts[step],
    to: `${base}/${STEP_FORMS[step].to}`,
  }));
}
