import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { defineActions } from "#app/action/action.ts";
import { drawLines, listSamples, makeSeed, planSample } from "#app/assurance/sampling/sample.server.ts";
import { RandomForm, RiskForm, risksOf, SizeForm } from "#app/assurance/sampling/sample-form.ts";
import { SamplingPage } from "#app/assurance/sampling/sampling-page.tsx";
import { asVerifier, verifierAction } from "#app/assurance/verifier.server.ts";
import { getAssuredInventory } from "#app/assurance/workspace.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { toSent } from "#app/encoding/sent.ts";
import { titleIn } from "#app/kit/page-title.ts";
import { getRunHead } from "#app/runs/calculation.server.ts";

export const meta: MetaFunction = ({ matches }) => titleIn(matches, (t) => t.verification.tabs.sampling);

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asVerifier(request, params, { kind: "sampling" }, async (tx, { engagementId, organizationId, inventoryId }) => {
    const { run } = await getAssuredInventory(tx, { organizationId, inventoryId });
    return {
      base: `/assurance/${engagementId}`,
      run: run && { id: run.id, at: run.createdAt.toISOString() },
      samples: toSent(await listSamples(tx, engagementId)),
      done: new URL(request.url).searchParams.get("done"),
    };
  });

const SamplingActions = defineActions({
  random: { right: "assurance.verify", schema: RandomForm },
  size: { right: "assurance.verify", schema: SizeForm },
  risk: { right: "assurance.verify", schema: RiskForm },
  draw: { right: "assurance.verify", schema: z.object({ sampleId: z.uuid() }), faults: { sample_drawn: "form" } },
});

const here = (engagementId: string, done: string) => `/assurance/${engagementId}/sampling?done=${done}`;

export const action = verifierAction(SamplingActions, {
  random: {
    outside: ({ actor, value: { runId, seed, count } }) => plan(actor, runId, { method: "random", seed, count }),
  },
  size: {
    outside: ({ actor, value: { runId, sizeSeed, sizeCount, coveragePercent } }) =>
      plan(actor, runId, { method: "by_size", seed: sizeSeed, coveragePercent, count: sizeCount }),
  },
  risk: { outside: ({ actor, value }) => plan(actor, value.runId, risksOf(value)) },
  draw: {
    outside: async ({ actor, value: { sampleId } }) => {
      const { withVerifier } = await doors();
      await withVerifier(actor, (tx, read) => drawLines(tx, read, { who: actor, sampleId }));
      return here(actor.engagementId, "drawn");
    },
  },
});

async function plan(
  actor: Parameters<typeof planSample>[1],
  runId: string,
  sampling: Parameters<typeof planSample>[2]["sampling"],
): Promise<string> {
  const seeded = "seed" in sampling && sampling.seed === "" ? { ...sampling, seed: makeSeed() } : sampling;
  const { withVerifier } = await doors();
  await withVerifier(actor, async (tx, read) => {
    // A calculation of another inventory is not found.
    await getRunHead(read, actor.organizationId, runId);
    await planSample(tx, actor, { runId, sampling: seeded });
  });
  return here(actor.engagementId, "recorded");
}

export default function Sampling() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <SamplingPage {...page} answer={answer ?? null} />;
}
