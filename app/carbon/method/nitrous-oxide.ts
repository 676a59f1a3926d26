import { multiply, ONE, subtract, sum } from "#app/number/ratio.ts";
import { amount, inUnit, optional, rows, stated } from "./field.ts";
import { defineMethod } from "./method.ts";
import { statedValues, statedValuesOfRow } from "./stated-values.ts";

const share = () => stated({ min: 0, max: 1 });

/**
 * Production weighted by unabated emissions: production × (1 − destruction × utilisation) per line, each with the
 * factor of its process. For nitric and adipic acid, caprolactam, and other processes with abatement.
 */
export const abatedProduction = defineMethod({
  name: "abated_production",
  source:
    "IPCC Guidelines 2006, volume 3, chapter 3, equations 3.6, 3.8 and 3.10; NDRC guideline for chemicals (2013), N2O",
  categories: ["process"],
  fields: { lines: rows({ produced: amount(["mass"]), destroyed: share(), utilised: share() }) },
  steps: ["produced", "unabated"],
  derive({ lines }) {
    const kg = lines.map(({ produced }) => inUnit(produced, "kg"));
    const quantity = sum(
      lines.map(({ destroyed, utilised }, index) =>
        multiply(kg[index]!, subtract(ONE, multiply(destroyed.value, utilised.value))),
      ),
    );
    return {
      quantity,
      unit: "kg",
      steps: [
        { name: "produced", value: sum(kg), unit: "kg" },
        { name: "unabated", value: quantity, unit: "kg" },
      ],
      disclosures: lines.flatMap(({ destroyed, utilised }, index) =>
        statedValuesOfRow("lines", index, { destroyed, utilised }),
      ),
    };
  },
});

/**
 * Nitrogen applied to soils: fertilizer × its nitrogen content, and for indirect emissions the part volatilised or
 * leached. kg of nitrogen, for a factor in kg N2O-N per kg (EF1 direct, EF4 or EF5 indirect; × 44/28).
 */
export const soilNitrogen = defineMethod({
  name: "soil_nitrogen",
  source: "IPCC Guidelines 2006, volume 4, chapter 11, equations 11.1, 11.9 and 11.10",
  categories: ["process", "purchased_goods_services", "use_of_sold_products"],
  fields: {
    fertilizers: rows({ amount: amount(["mass"]), nitrogenShare: share() }),
    fractionLost: optional(share()),
  },
  steps: ["nitrogen_applied", "nitrogen_lost"],
  derive({ fertilizers, fractionLost }) {
    const applied = sum(
      fertilizers.map(({ amount: of, nitrogenShare }) => multiply(inUnit(of, "kg"), nitrogenShare.value)),
    );
    const quantity = fractionLost ? multiply(applied, fractionLost.value) : applied;
    return {
      quantity,
      unit: "kg",
      steps: [
        { name: "nitrogen_applied", value: applied, unit: "kg" },
        ...(fractionLost ? [{ name: "nitrogen_lost", value: quantity, unit: "kg" as const }] : []),
      ],
      disclosures: [
        ...fertilizers.flatMap(({ nitrogenShare }, index) =>
          statedValuesOfRow("fertilizers", index, { nitrogenShare }),
        ),
        ...statedValues({ fractionLost }),
      ],
    };
  },
});
