import { describe, expect, test } from "vitest";
import { methodOf } from "#app/carbon/method/methods.ts";
import { fieldOfPointer, printInputs, readInputs, rowIndexes } from "./method-inputs.ts";

const freight = methodOf("freight_by_mass").fields;
const typed = {
  "shipments.0.mass.quantity": "2",
  "shipments.0.mass.unit": "吨",
  "shipments.0.distance.quantity": "1.5",
  "shipments.0.distance.unit": "万公里",
  "shipments.1.mass.quantity": "",
  "shipments.1.mass.unit": "t",
  "shipments.1.distance.quantity": " ",
  "shipments.4.mass.quantity": "3",
  "shipments.4.mass.unit": "parsec",
  "distanceMultiplier.value": "",
  "distanceMultiplier.source": "",
};

describe("the inputs of a form", () => {
  test("reads amounts, rows and common unit spellings, and ignores blank rows and fields", () => {
    expect(readInputs(freight, typed)).toEqual({
      shipments: [
        { mass: { quantity: "2", unit: "t" }, distance: { quantity: "15000", unit: "km" } },
        { mass: { quantity: "3", unit: "parsec" } },
      ],
    });
  });

  test("printed inputs are read as the same inputs", () => {
    const inputs = {
      shipments: [{ mass: { quantity: "2", unit: "t" }, distance: { quantity: "1", unit: "km" } }],
      distanceMultiplier: { value: "1/3", source: "a carrier" },
    };
    expect(readInputs(freight, printInputs(inputs))).toEqual(inputs);
  });

  test("an error finds its field despite blank rows", () => {
    expect(fieldOfPointer("/shipments/1/mass/unit", freight, typed)).toBe("shipments.4.mass.unit");
    expect(fieldOfPointer("/distanceMultiplier/value", freight, typed)).toBe("distanceMultiplier.value");
  });

  test("rows keep their order, and a high index doesn't create a thousand rows", () => {
    expect(rowIndexes(typed, "shipments")).toEqual([0, 1, 4]);
    expect(rowIndexes({ "shipments.9999.mass.unit": "t", "shipments.x.mass": "1" }, "shipments")).toEqual([]);
  });
});
