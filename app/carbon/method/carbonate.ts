import { multiply, ONE, type Ratio, subtract, sum, ZERO } from "#app/number/ratio.ts";
import { exceeding } from "./amount-exceeds.ts";
import { amount, inUnit, optional, rows, stated } from "./field.ts";
import { defineMethod, type MethodStep, problem } from "./method.ts";
import { statedValues, statedValuesOfRow } from "./stated-values.ts";

const mass = () => amount(["mass"]);
const share = () => stated({ min: 0, max: 1 });
const step = (name: string, value: Ratio): MethodStep => ({ name, value, unit: "kg" });

/**
 * Carbonate that decomposes: raw material × share of the carbonate × part calcined, summed over deliveries, minus
 * undecomposed carbonate in kiln dust. kg of that one carbonate, for its stoichiometric factor (0.43971 kg CO2 per kg
 * CaCO3 and so on). For cement, lime, glass, ceramics, soda ash use and limestone in flue-gas desulphurisation.
 */
export const carbonateDecomposition = defineMethod({
  name: "carbonate_decomposition",
  source:
    "IPCC Guidelines 2006, volume 3, chapter 2, equations 2.3, 2.7 and 2.16; NDRC guideline for power generation (2013), desulphurisation",
  categories: ["process"],
  fields: {
    materials: rows({ amount: mass(), carbonateShare: share(), calcined: share() }),
    dust: optional(mass()),
    dustCarbonateShare: optional(share()),
    dustCalcined: optional(share()),
  },
  steps: ["decomposed", "undecomposed_in_dust"],
  derive({ materials, dust, dustCarbonateShare, dustCalcined }) {
    const dustFields = { dust, dustCarbonateShare, dustCalcined };
    const missing = Object.entries(dustFields).filter(([, value]) => value === null);
    if (missing.length > 0 && missing.length < 3) {
      return missing.map(([field]) => problem("input_missing", `/${field}`, { field }));
    }
    const decomposed = sum(
      materials.map((one) =>
        multiply(multiply(inUnit(one.amount, "kg"), one.carbonateShare.value), one.calcined.value),
      ),
    );
    const kept =
      dust && dustCarbonateShare && dustCalcined
        ? multiply(multiply(inUnit(dust, "kg"), dustCarbonateShare.value), subtract(ONE, dustCalcined.value))
        : null;
    if (kept) {
      const problems = exceeding("/dust/quantity", { value: kept, unit: "kg" }, { value: decomposed, unit: "kg" });
      if (problems.length > 0) return problems;
    }
    return {
      quantity: subtract(decomposed, kept ?? ZERO),
      unit: "kg",
      steps: [step("decomposed", decomposed), ...(kept ? [step("undecomposed_in_dust", kept)] : [])],
      disclosures: [
        ...materials.flatMap(({ carbonateShare, calcined }, index) =>
          statedValuesOfRow("materials", index, { carbonateShare, calcined }),
        ),
        ...statedValues({ dustCarbonateShare, dustCalcined }),
      ],
    };
  },
});

/**
 * Oxide that was carbonate before the kiln, calculated from the product: product × (oxide in it − oxide already in the
 * raw material), for clinker, quicklime and the dust that leaves the kiln with them, × the correction for dust that is
 * not weighed. kg of CaO or MgO, for 44/56 or 44/40 kg CO2 per kg, with one activity per oxide.
 */
export const oxideFromCarbonate = defineMethod({
  name: "oxide_from_carbonate",
  source:
    "IPCC Guidelines 2006, volume 3, chapter 2, equations 2.2 and 2.6; NDRC guideline for cement (2013); Regulation (EU) 2018/2066, annex IV.9, method B",
  categories: ["process"],
  fields: {
    products: rows({ amount: mass(), oxideShare: share(), notFromCarbonate: share() }),
    dustCorrection: optional(stated({ min: 1 })),
  },
  steps: ["oxide", "not_from_carbonate", "dust_corrected"],
  derive({ products, dustCorrection }) {
    const problems = products.flatMap(({ oxideShare, notFromCarbonate }, index) => {
      const [part, whole] = [notFromCarbonate, oxideShare].map(({ value }) => ({ value, unit: "" }));
      return exceeding(`/products/${index}/notFromCarbonate/value`, part!, whole!);
    });
    if (problems.length > 0) return problems;
    const total = (of: "oxideShare" | "notFromCarbonate") =>
      sum(products.map((product) => multiply(inUnit(product.amount, "kg"), product[of].value)));
    const [oxide, other] = [total("oxideShare"), total("notFromCarbonate")];
    const net = subtract(oxide, other);
    const quantity = dustCorrection ? multiply(net, dustCorrection.value) : net;
    return {
      quantity,
      unit: "kg",
      steps: [
        step("oxide", oxide),
        step("not_from_carbonate", other),
        ...(dustCorrection ? [step("dust_corrected", quantity)] : []),
      ],
      disclosures: [
        ...products.flatMap(({ oxideShare, notFromCarbonate }, index) =>
          statedValuesOfRow("products", index, { oxideShare, notFromCarbonate }),
        ),
        ...statedValues({ dustCorrection }),
      ],
    };
  },
});
