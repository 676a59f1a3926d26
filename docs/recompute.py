#!/usr/bin/env python3
"""Works the lines and totals of inventory documents out again and compares them with the stated ones, digit for digit.

    python3 recompute.py inventory.json            one document
    python3 recompute.py inventory.json DETAIL     the same, and the records behind a condensed one
    python3 recompute.py --each < FILE             one document a line

Written from the words of the format (app/carbon/README.md) with Python's fractions alone; it shares no line and no number
type with the program. It takes the document for a valid one and needs its stated totals. Data quality grades, which are no
amounts, it leaves alone.
Ends with code 0 when every figure agrees, with 1 otherwise.
"""
import hashlib
import json
import sys
from fractions import Fraction as F
from math import isqrt

# ── Numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def total(values):
    return sum(values, F(0))


def number(text):
    """Reads 12.5, -3 or 1/3."""
    top, _, bottom = text.partition("/")
    return F(top) / F(bottom) if bottom else F(top)


def place(digits, places):
    if places <= 0:
        return str(digits) + "0" * -places
    text = str(digits).rjust(places + 1, "0")
    return f"{text[:-places]}.{text[-places:]}".rstrip("0").rstrip(".")


def spell(value):
    """Every digit of an expansion that ends, else forty significant ones, the last rounded half to even."""
    if value == 0:
        return "0"
    sign, top, bottom = "-" if value < 0 else "", abs(value.numerator), value.denominator
    rest, places = bottom, 0
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest, count = rest // prime, count + 1
        places = max(places, count)
    if rest == 1:
        return sign + place(top * 10**places // bottom, places)
    lead = len(str(top)) - len(str(bottom))
    while F(top, bottom) >= F(10) ** lead:
        lead += 1
    while F(top, bottom) < F(10) ** (lead - 1):
        lead -= 1
    return sign + place(round(F(top, bottom) * F(10) ** (40 - lead)), 40 - lead)


ROOT_PLACES = 160


def root(square):
    """The square root and whether it is exact; one that never ends to far more digits than are spelled."""
    top, bottom = isqrt(square.numerator), isqrt(square.denominator)
    if F(top, bottom) ** 2 == square:
        return F(top, bottom), True
    return F(isqrt(square.numerator * 10 ** (2 * ROOT_PLACES) // square.denominator), 10**ROOT_PLACES), False


def spell_root(square, is_exact=True):
    value, ends = root(square)
    if ends and is_exact:
        return spell(value)
    digits = str(value.numerator * 10**ROOT_PLACES // value.denominator)
    kept = int(digits[:40]) + (digits[40:41] >= "5")
    return place(kept, ROOT_PLACES - (len(digits) - 40))


# ── Units, from their definitions ────────────────────────────────────────────────────────────────────────────────────

INCH, POUND, CALORIE = number("0.0254"), number("0.45359237"), number("4.1868")
FOOT, MILE, GALLON = 12 * INCH, 5280 * 12 * INCH, 231 * INCH**3
BTU = POUND * 1000 * CALORIE * F(5, 9)  # warms a pound of water by a degree Fahrenheit
UNITS = {
    "energy": {
        **{"J": F(1), "kJ": F(10**3), "MJ": F(10**6), "GJ": F(10**9), "TJ": F(10**12)},
        **{"Wh": F(3600), "kWh": F(3600 * 10**3), "MWh": F(3600 * 10**6), "GWh": F(3600 * 10**9)},
        **{"kcal": 1000 * CALORIE, "Btu": BTU, "MMBtu": BTU * 10**6, "therm_us": BTU * 10**5},
        **{"tce": 7 * 10**9 * CALORIE, "toe": 10**10 * CALORIE},
    },
    "mass": {
        **{"g": F(1, 1000), "kg": F(1), "t": F(1000), "kt": F(10**6)},
        **{"lb": POUND, "short_ton": 2000 * POUND, "long_ton": 2240 * POUND},
    },
    "volume": {
        **{"mL": F(1, 10**6), "L": F(1, 1000), "m3": F(1), "ft3": FOOT**3},
        **{"gal_us": GALLON, "gal_uk": number("4.54609") / 1000, "bbl": 42 * GALLON},
    },
    "distance": {"m": F(1), "km": F(1000), "mi": MILE, "nmi": F(1852)},
    "freight": {"t.km": F(10**6), "short_ton.mi": 2000 * POUND * MILE},
    "travel": {"p.km": F(1000), "p.mi": MILE},
    "area": {"m2": F(1), "ft2": FOOT**2},
    "time": {"h": F(1), "d": F(24)},
}
SIZES = {unit: (kind, size) for kind, units in UNITS.items() for unit, size in units.items()}


def kind_of(unit):
    return SIZES[unit][0] if unit in SIZES else unit


def rate(unit, to):
    """How many `to` one unit is."""
    if unit == to:
        return F(1)
    assert kind_of(unit) == kind_of(to), f"{unit} is no {to}"
    return SIZES[unit][1] / SIZES[to][1]


def of(amount, to):
    return number(amount["quantity"]) * rate(amount["unit"], to)


def kg(amount):
    return of(amount, "kg") if amount else F(0)


def value(one, otherwise="1"):
    return number(one["value"]) if one else number(otherwise)


def off(one):
    return 1 - value(one)


# ── Methods: each gives a quantity and its unit ──────────────────────────────────────────────────────────────────────

CARBON_TO_METHANE = F(16, 12)


def portion(part, whole):
    return of(part, whole["unit"]) / number(whole["quantity"])


def corrected(distance, i):
    km = of(distance, "km")
    if "distanceMultiplier" in i:
        return km * value(i["distanceMultiplier"])
    return km + (of(i["distanceAddition"], "km") if "distanceAddition" in i else 0)


def survey(i):
    return number(i["employees"]) / number(i["surveyed"]) if "surveyed" in i else F(1)


def commuted(i):
    return total(
        number(c["employees"]) * number(c["days"]) * number(c["tripsPerDay"]) * of(c["distance"], "km")
        for c in i["commuters"]
    )


def treated(i):
    return total(number(row["share"]) for row in i["mix"] if row["treatment"] == i["treatment"])


def carbon(one):
    return number(one["amount"]["quantity"]) * kg(one["carbonPerUnit"])


def methane(organics, i):
    return (organics - kg(i.get("sludge"))) * value(i["capacity"]) * value(i["correction"]) - kg(i.get("recovered"))


def spend_based(i):
    paid = number(i["spend"]["quantity"]) / value(i.get("deflator"))
    paid *= 1 - value(i.get("margin"), "0")
    return paid * value(i.get("exchangeRate")), i.get("exchangedTo", i["spend"]["unit"])


def grid_loss(i):
    loss = value(i["lossRate"])
    lost = loss / (1 - loss) if i["rateOf"] == "generated" else loss
    return number(i["delivered"]["quantity"]) * lost, i["delivered"]["unit"]


def use_of_sold_products(i):
    unit = i["products"][0]["usePerUse"]["unit"]
    used = (number(p["sold"]) * value(p["lifetimeUses"]) * of(p["usePerUse"], unit) for p in i["products"])
    return total(used), unit


def fuel_by_stock(i):
    unit = i["bought"]["unit"]
    had = of(i["stockStart"], unit) + number(i["bought"]["quantity"])
    return had - of(i["stockEnd"], unit) - of(i["soldOrOther"], unit), unit


def coal_carbon_as_received(i):
    def burnt(month):
        dry = (1 - number(month["moistureReceived"])) / (1 - number(month["moistureOfSample"]))
        return of(month["amount"], "kg") * number(month["carbonShare"]) * dry

    return total(map(burnt, i["months"])), "kg"


def gas_by_composition(i):
    moles = number(i["gas"]["quantity"]) / value(i["molarVolume"])
    atoms = (number(c["share"]) * number(c["carbonAtoms"]) * number(c["oxidised"]) for c in i["components"])
    return moles * 12 * total(atoms), "kg"


def carbonate_decomposition(i):
    calcined = total(kg(m["amount"]) * value(m["carbonateShare"]) * value(m["calcined"]) for m in i["materials"])
    kept = kg(i.get("dust")) * value(i["dustCarbonateShare"]) * off(i["dustCalcined"]) if "dust" in i else 0
    return calcined - kept, "kg"


def oxide_from_carbonate(i):
    net = (kg(p["amount"]) * (value(p["oxideShare"]) - value(p["notFromCarbonate"])) for p in i["products"])
    return total(net) * value(i.get("dustCorrection")), "kg"


def carbon_dioxide_recovered(i):
    taken = i["recovered"]
    mass = kind_of(taken["unit"]) == "mass"
    gas = kg(taken) if mass else number(taken["quantity"]) * value(i["densityKgPerUnit"])
    return -gas * value(i["purity"]), "kg"


def gas_balance(i):
    grown = kg(i.get("stockStart")) - kg(i.get("stockEnd")) + kg(i.get("acquired")) - kg(i.get("disbursed"))
    return grown + kg(i.get("retiredCapacity")) - kg(i.get("newCapacity")), "kg"


def gas_screening(i):
    installed = kg(i.get("filledNew")) * value(i["installationLoss"]) if "filledNew" in i else 0
    used = kg(i.get("charge")) * value(i["leakRate"]) * number(i["partOfYear"])
    disposed = 0
    if "retiredCapacity" in i:
        disposed = kg(i.get("retiredCapacity")) * value(i["remainingAtDisposal"]) * off(i["recoveredAtDisposal"])
    return installed + used + disposed, "kg"


def switchgear_screening(i):
    disposed = kg(i.get("retiredCapacity")) * value(i["disposalLoss"]) if "retiredCapacity" in i else 0
    return kg(i.get("charge")) * value(i["leakRate"]) * number(i["partOfYear"]) + disposed, "kg"


def landfill_methane(i):
    shares = value(i["degradableCarbon"]) * value(i["decomposing"]) * value(i["correction"]) * value(i["methaneShare"])
    return kg(i.get("waste")) * shares * CARBON_TO_METHANE * off(i["recovered"]) * off(i["oxidised"]), "kg"


def landfill_decay(i):
    def decayed(deposit):
        age = int(i["inventoryYear"]) - int(deposit["year"])
        if age == 0:
            return F(0)
        first = kg(deposit["waste"]) * value(deposit["degradableCarbon"]) * value(deposit["decomposing"])
        first *= value(deposit["correction"])
        return first * value(i["retained"]) ** (age - 1) * off(i["retained"])

    generated = total(map(decayed, i["deposits"])) * value(i["methaneShare"]) * CARBON_TO_METHANE
    return (generated - kg(i.get("recovered"))) * off(i["oxidised"]), "kg"


def waste_incineration(i):
    def burnt(w):
        fossil = value(w["fossilShare"])
        own = fossil if i["part"] == "fossil" else 1 - fossil
        return kg(w["amount"]) * value(w["dryMatter"]) * value(w["carbonShare"]) * value(w["oxidised"]) * own

    return total(map(burnt, i["wastes"])), "kg"


def wastewater_nitrogen_by_protein(i):
    shares = value(i["nitrogenInProtein"]) * value(i["notConsumed"]) * value(i["industrial"])
    eaten = number(i["people"]) * kg(i.get("proteinPerPersonYear")) * number(i["partOfYear"])
    return eaten * shares - kg(i.get("sludgeNitrogen")), "kg"


def steam(mass, kj_per_kg):
    """GJ above water of 20 °C, which holds 83.74 kJ/kg."""
    return of(mass, "t") * kj_per_kg / 1000, "GJ"


# Enthalpy of steam in kJ/kg by IAPWS R7-97(2012): dry saturated steam by pressure in MPa, then superheated steam, for each
# pressure by temperature in °C.
SATURATED = """
0.001=2513.7 0.002=2532.9 0.003=2544.9 0.004=2553.7 0.005=2560.8 0.006=2566.7 0.007=2571.8 0.008=2576.2
0.009=2580.3 0.01=2583.9 0.015=2598.3 0.02=2608.9 0.025=2617.4 0.03=2624.6 0.04=2636.1 0.05=2645.2 0.06=2652.9
0.07=2659.4 0.08=2665.2 0.09=2670.3 0.1=2674.9 0.12=2683.1 0.14=2690.0 0.16=2696.0 0.18=2701.4 0.2=2706.2
0.25=2716.5 0.3=2724.9 0.35=2732.0 0.4=2738.1 0.45=2743.4 0.5=2748.1 0.6=2756.1 0.7=2762.7 0.8=2768.3 0.9=2773.0
1=2777.1 1.1=2780.7 1.2=2783.8 1.3=2786.5 1.4=2788.9 1.5=2791.0 1.6=2792.9 1.7=2794.5 1.8=2796.0 1.9=2797.3
2=2798.4 2.2=2800.2 2.4=2801.5 2.5=2802.0 2.6=2802.5 2.8=2803.0 3=2803.3 3.5=2802.7 4=2800.9 4.5=2798.0 5=2794.2
6=2784.6 7=2772.6 8=2758.6 9=2742.9 10=2725.5 11=2706.4 12=2685.6 13=2662.9 14=2638.1 15=2610.9 16=2580.8
17=2547.4 18=2509.5 19=2465.4 20=2411.4
"""
SUPERHEATED = """
0.01: 45.81=2583.9 60=2611.2 80=2649.3 100=2687.4 120=2725.6 140=2763.8 160=2802.2 180=2840.8 200=2879.6
220=2918.6 240=2957.8 260=2997.2 280=3036.8 300=3076.7 320=3116.9 340=3157.3 360=3197.9 380=3238.8 400=3279.9
420=3321.3 440=3363.0 460=3405.0 480=3447.2 500=3489.7 520=3532.4 540=3575.5 560=3618.8 580=3662.4 600=3706.3
620=3750.4

0.05: 81.32=2645.2 100=2682.4 120=2721.7 140=2760.7 160=2799.7 180=2838.7 200=2877.8 220=2917.0 240=2956.4
260=2996.0 280=3035.8 300=3075.8 320=3116.0 340=3156.5 360=3197.2 380=3238.1 400=3279.3 420=3320.8 440=3362.5
460=3404.5 480=3446.7 500=3489.2 520=3532.0 540=3575.1 560=3618.4 580=3662.1 600=3706.0 620=3750.1

0.1: 99.61=2674.9 120=2716.6 140=2756.7 160=2796.4 180=2836.0 200=2875.5 220=2915.0 240=2954.7 260=2994.4
280=3034.4 300=3074.5 320=3114.9 340=3155.5 360=3196.2 380=3237.3 400=3278.5 420=3320.1 440=3361.8 460=3403.9
480=3446.2 500=3488.7 520=3531.5 540=3574.6 560=3618.0 580=3661.6 600=3705.6 620=3749.8

0.2: 120.21=2706.2 140=2748.3 160=2789.7 180=2830.4 200=2870.8 220=2911.0 240=2951.2 260=2991.4 280=3031.7
300=3072.1 320=3112.7 340=3153.4 360=3194.4 380=3235.6 400=3277.0 420=3318.6 440=3360.5 460=3402.6 480=3445.0
500=3487.6 520=3530.5 540=3573.7 560=3617.1 580=3660.8 600=3704.8 620=3749.0

0.3: 133.53=2724.9 140=2739.4 160=2782.6 180=2824.6 200=2866.0 220=2906.9 240=2947.6 260=2988.2 280=3028.9
300=3069.6 320=3110.4 340=3151.4 360=3192.6 380=3233.9 400=3275.4 420=3317.2 440=3359.2 460=3401.4 480=3443.8
500=3486.6 520=3529.5 540=3572.8 560=3616.2 580=3660.0 600=3704.0 620=3748.3

0.4: 143.61=2738.1 160=2775.2 180=2818.6 200=2861.0 220=2902.7 240=2944.0 260=2985.1 280=3026.1 300=3067.1
320=3108.2 340=3149.4 360=3190.7 380=3232.2 400=3273.9 420=3315.7 440=3357.8 460=3400.1 480=3442.7 500=3485.5
520=3528.5 540=3571.8 560=3615.4 580=3659.2 600=3703.2 620=3747.6

0.5: 151.84=2748.1 160=2767.4 180=2812.4 200=2855.9 220=2898.4 240=2940.3 260=2981.9 280=3023.3 300=3064.6
320=3105.9 340=3147.3 360=3188.8 380=3230.5 400=3272.3 420=3314.3 440=3356.5 460=3398.9 480=3441.5 500=3484.4
520=3527.5 540=3570.9 560=3614.5 580=3658.3 600=3702.5 620=3746.8

0.6: 158.83=2756.1 160=2759.0 180=2806.0 200=2850.7 220=2894.0 240=2936.6 260=2978.6 280=3020.4 300=3062.1
320=3103.7 340=3145.3 360=3187.0 380=3228.8 400=3270.7 420=3312.8 440=3355.1 460=3397.7 480=3440.4 500=3483.3
520=3526.5 540=3569.9 560=3613.6 580=3657.5 600=3701.7 620=3746.1

0.7: 164.95=2762.7 180=2799.4 200=2845.3 220=2889.5 240=2932.8 260=2975.4 280=3017.5 300=3059.5 320=3101.4
340=3143.2 360=3185.1 380=3227.0 400=3269.1 420=3311.4 440=3353.8 460=3396.4 480=3439.2 500=3482.3 520=3525.5
540=3569.0 560=3612.7 580=3656.7 600=3700.9 620=3745.4

0.8: 170.41=2768.3 180=2792.4 200=2839.8 220=2885.0 240=2928.9 260=2972.0 280=3014.6 300=3056.9 320=3099.1
340=3141.1 360=3183.2 380=3225.3 400=3267.6 420=3309.9 440=3352.5 460=3395.2 480=3438.1 500=3481.2 520=3524.5
540=3568.0 560=3611.8 580=3655.8 600=3700.1 620=3744.6

0.9: 175.36=2773.0 180=2785.2 200=2834.1 220=2880.3 240=2925.0 260=2968.6 280=3011.7 300=3054.3 320=3096.7
340=3139.0 360=3181.3 380=3223.6 400=3266.0 420=3308.5 440=3351.1 460=3393.9 480=3436.9 500=3480.1 520=3523.5
540=3567.1 560=3610.9 580=3655.0 600=3699.3 620=3743.9

1: 179.89=2777.1 190=2803.5 200=2828.3 210=2852.2 220=2875.6 230=2898.4 240=2921.0 250=2943.2 260=2965.2
270=2987.0 280=3008.7 300=3051.7 320=3094.4 340=3136.9 360=3179.4 380=3221.9 400=3264.4 420=3307.0 440=3349.8
460=3392.7 480=3435.7 500=3479.0 520=3522.5 540=3566.2 560=3610.1 580=3654.2 600=3698.6 620=3743.2

1.2: 187.96=2783.8 190=2789.4 200=2816.1 210=2841.3 220=2865.7 230=2889.5 240=2912.8 250=2935.7 260=2958.3
270=2980.6 280=3002.7 300=3046.4 320=3089.7 340=3132.7 360=3175.6 380=3218.4 400=3261.2 420=3304.1 440=3347.0
460=3390.2 480=3433.4 500=3476.8 520=3520.4 540=3564.3 560=3608.3 580=3652.5 600=3697.0 620=3741.7

1.4: 195.05=2788.9 200=2803.0 210=2829.9 220=2855.5 230=2880.2 240=2904.3 250=2927.9 260=2951.1 270=2973.9
280=2996.5 290=3018.8 300=3041.0 320=3084.9 340=3128.4 360=3171.7 380=3214.9 400=3258.0 420=3301.1 440=3344.3
460=3387.6 480=3431.1 500=3474.7 520=3518.4 540=3562.4 560=3606.5 580=3650.9 600=3695.4 620=3740.2

1.6: 201.38=2792.9 210=2817.7 220=2844.8 230=2870.6 240=2895.6 250=2919.9 260=2943.8 270=2967.2 280=2990.2
290=3013.0 300=3035.5 320=3080.0 340=3124.1 360=3167.8 380=3211.3 400=3254.7 420=3298.2 440=3341.6 460=3385.1
480=3428.7 500=3472.5 520=3516.4 540=3560.5 560=3604.7 580=3649.2 600=3693.9 620=3738.7

1.8: 207.12=2796.0 210=2804.8 220=2833.5 230=2860.6 240=2886.6 250=2911.7 260=2936.2 270=2960.2 280=2983.8
290=3007.0 300=3029.9 320=3075.1 340=3119.7 360=3163.9 380=3207.8 400=3251.5 420=3295.2 440=3338.8 460=3382.6
480=3426.4 500=3470.3 520=3514.3 540=3558.6 560=3602.9 580=3647.5 600=3692.3 620=3737.3

2: 212.38=2798.4 220=2821.7 230=2850.2 240=2877.2 250=2903.2 260=2928.5 270=2953.1 280=2977.2 290=3000.9
300=3024.3 310=3047.3 320=3070.2 340=3115.3 360=3159.9 380=3204.2 400=3248.2 420=3292.2 440=3336.1 460=3380.0
480=3424.0 500=3468.1 520=3512.3 540=3556.6 560=3601.2 580=3645.8 600=3690.7 620=3735.8

2.5: 223.96=2802.0 230=2821.9 240=2852.3 250=2880.9 260=2908.2 270=2934.6 280=2960.2 290=2985.1 300=3009.6
310=3033.7 320=3057.4 340=3104.0 360=3149.8 380=3195.1 400=3240.0 420=3284.6 440=3329.2 460=3373.6 480=3418.1
500=3462.6 520=3507.2 540=3551.9 560=3596.7 580=3641.6 600=3686.8 620=3732.1

3: 233.86=2803.3 240=2824.6 250=2856.5 260=2886.4 270=2914.8 280=2942.2 290=2968.6 300=2994.3 310=3019.5
320=3044.2 330=3068.5 340=3092.4 360=3139.5 380=3185.8 400=3231.6 420=3277.0 440=3322.1 460=3367.2 480=3412.1
500=3457.0 520=3502.0 540=3547.0 560=3592.2 580=3637.4 600=3682.8 620=3728.4

3.5: 242.56=2802.7 250=2829.7 260=2862.9 270=2893.8 280=2923.1 290=2951.2 300=2978.4 310=3004.8 320=3030.5
330=3055.7 340=3080.5 360=3128.9 380=3176.4 400=3223.0 420=3269.2 440=3315.0 460=3360.6 480=3406.1 500=3451.5
520=3496.8 540=3542.2 560=3587.6 580=3633.2 600=3678.8 620=3724.6

4: 250.36=2800.9 260=2837.2 270=2871.2 280=2902.9 290=2932.9 300=2961.7 310=2989.4 320=3016.3 330=3042.5
340=3068.1 350=3093.3 360=3118.1 380=3166.7 400=3214.4 420=3261.4 440=3307.9 460=3354.0 480=3400.0 500=3445.8
520=3491.6 540=3537.3 560=3583.1 580=3628.9 600=3674.8 620=3720.9

4.5: 257.44=2798.0 260=2808.6 270=2846.7 280=2881.3 290=2913.5 300=2944.1 310=2973.3 320=3001.5 330=3028.8
340=3055.5 350=3081.5 360=3107.0 380=3156.9 400=3205.6 420=3253.4 440=3300.6 460=3347.4 480=3393.9 500=3440.2
520=3486.3 540=3532.5 560=3578.5 580=3624.7 600=3670.8 620=3717.1

5: 263.94=2794.2 265=2798.9 270=2819.8 275=2839.5 280=2858.1 285=2875.9 290=2893.0 300=2925.6 310=2956.6
320=2986.2 330=3014.7 340=3042.4 350=3069.3 360=3095.6 380=3146.8 400=3196.6 420=3245.3 440=3293.3 460=3340.7
480=3387.7 500=3434.5 520=3481.1 540=3527.5 560=3574.0 580=3620.4 600=3666.8 620=3713.3

6: 275.59=2784.6 280=2805.2 285=2827.0 290=2847.5 295=2866.9 300=2885.5 305=2903.3 310=2920.6 320=2953.5
330=2984.9 340=3014.9 350=3043.9 360=3072.0 370=3099.3 380=3126.1 400=3178.2 420=3228.8 440=3278.3 460=3327.0
480=3375.2 500=3422.9 520=3470.4 540=3517.6 560=3564.7 580=3611.8 600=3658.8 620=3705.8

7: 285.83=2772.6 290=2794.0 295=2817.7 300=2839.8 305=2860.7 310=2880.6 315=2899.6 320=2917.9 330=2952.6
340=2985.5 350=3016.8 360=3047.0 370=3076.1 380=3104.4 400=3159.1 420=3211.8 440=3263.0 460=3313.1 480=3362.5
500=3411.3 520=3459.6 540=3507.6 560=3555.4 580=3603.1 600=3650.6 620=3698.1

8: 295.01=2758.6 300=2786.4 305=2811.7 310=2835.3 315=2857.4 320=2878.4 325=2898.3 330=2917.5 340=2953.9
350=2988.1 360=3020.6 370=3051.7 380=3081.8 390=3110.9 400=3139.3 420=3194.2 440=3247.3 460=3298.9 480=3349.5
500=3399.4 520=3448.6 540=3497.5 560=3546.0 580=3594.3 600=3642.4 620=3690.5

9: 303.35=2742.9 305=2753.3 310=2782.6 315=2809.2 320=2833.9 325=2857.0 330=2878.9 340=2919.6 350=2957.2
360=2992.5 370=3026.0 380=3058.0 390=3088.9 400=3118.8 420=3176.1 440=3231.1 460=3284.4 480=3336.3 500=3387.3
520=3437.6 540=3487.2 560=3536.5 580=3585.4 600=3634.2 620=3682.7

10: 311.00=2725.5 315=2752.4 320=2782.7 325=2810.2 330=2835.7 335=2859.5 340=2882.1 350=2924.0 360=2962.6
370=2998.8 380=3033.1 390=3065.9 400=3097.4 410=3127.8 420=3157.5 440=3214.6 460=3269.5 480=3322.9 500=3375.1
520=3426.3 540=3476.9 560=3526.9 580=3576.5 600=3625.8 620=3674.9

11: 318.08=2706.4 320=2721.1 325=2755.6 330=2786.4 335=2814.4 340=2840.4 345=2864.8 350=2887.8 360=2930.5
370=2969.9 380=3006.8 390=3041.8 400=3075.1 410=3107.2 420=3138.1 440=3197.6 460=3254.3 480=3309.2 500=3362.6
520=3414.9 540=3466.4 560=3517.2 580=3567.5 600=3617.5 620=3667.1

12: 324.68=2685.6 330=2728.1 335=2762.6 340=2793.5 345=2821.8 350=2848.0 360=2895.9 370=2939.1 380=2979.1
390=3016.5 400=3051.9 410=3085.7 420=3118.2 440=3180.1 460=3238.8 480=3295.2 500=3350.0 520=3403.4 540=3455.8
560=3507.4 580=3558.4 600=3609.0 620=3659.2

13: 330.86=2662.9 335=2700.3 340=2738.9 345=2772.9 350=2803.6 355=2831.8 360=2858.1 370=2906.1 380=2949.6
390=2989.9 400=3027.6 410=3063.4 420=3097.5 430=3130.4 440=3162.1 460=3222.9 480=3281.0 500=3337.1 520=3391.7
540=3445.1 560=3497.5 580=3549.3 600=3600.5 620=3651.3

14: 336.67=2638.1 340=2672.4 345=2715.6 350=2752.9 355=2786.2 360=2816.4 365=2844.3 370=2870.4 380=2918.3
390=2961.8 400=3002.2 410=3040.2 420=3076.1 430=3110.5 440=3143.6 460=3206.7 480=3266.5 500=3324.1 520=3379.8
540=3434.2 560=3487.5 580=3540.1 600=3591.9 620=3643.3

15: 342.16=2610.9 345=2644.5 350=2693.0 355=2733.7 360=2769.6 365=2801.8 370=2831.4 380=2884.6 390=2932.1
400=2975.5 410=3015.9 420=3053.9 430=3090.0 440=3124.6 460=3190.0 480=3251.8 500=3310.8 520=3367.8 540=3423.2
560=3477.5 580=3530.8 600=3583.3 620=3635.3

16: 347.36=2580.8 350=2617.0 355=2671.3 360=2715.6 365=2754.0 370=2788.3 375=2819.5 380=2848.3 390=2900.5
400=2947.5 410=2990.6 420=3030.9 430=3068.9 440=3105.0 460=3173.0 480=3236.7 500=3297.3 520=3355.6 540=3412.1
560=3467.3 580=3521.4 600=3574.6 620=3627.2
"""


def nodes(text):
    return [tuple(map(number, node.split("="))) for node in text.split()]


def between(points, at):
    """On the straight line between the nodes around `at`."""
    for (a, y), (b, z) in zip(points, points[1:] + points[-1:]):
        if a == at:
            return y
        if a < at < b:
            return y + (z - y) * (at - a) / (b - a)
    raise ValueError("outside of the table")


def steam_by_table(i):
    pressure = number(i["pressureMPa"])
    if i["state"] == "saturated":
        return steam(i["steam"], between(nodes(SATURATED), pressure) - number("83.74"))
    rows = [row.split(":") for row in SUPERHEATED.strip().split("\n\n")]
    rows = [(number(at), line) for at, line in rows]
    below = [row for row in rows if row[0] <= pressure][-1:]
    above = [row for row in rows if row[0] >= pressure][:1]
    points = [(at, between(nodes(line), number(i["temperature"]))) for at, line in (below if below == above else below + above)]
    return steam(i["steam"], between(points, pressure) - number("83.74"))


def financed(i, name):
    return number(i[name]["quantity"]) * portion(i["outstanding"], i["value"]), i[name]["unit"]


METHODS = {
    "spend_based": spend_based,
    "allocated": lambda i: (number(i["total"]["quantity"]) * portion(i["part"], i["whole"]), i["total"]["unit"]),
    "supplier_allocated": lambda i: (portion(i["part"], i["whole"]), "company_year"),
    "extrapolated": lambda i: (
        number(i["total"]["quantity"]) * number(i["population"]) / number(i["sampled"]),
        i["total"]["unit"],
    ),
    "grid_loss": grid_loss,
    "freight_by_mass": lambda i: (total(of(s["mass"], "t") * corrected(s["distance"], i) for s in i["shipments"]), "t.km"),
    "freight_by_container": lambda i: (
        total(number(s["teu"]) * corrected(s["distance"], i) for s in i["shipments"]),
        "TEU.km",
    ),
    "waste_by_treatment": lambda i: (number(i["total"]["quantity"]) * treated(i), i["total"]["unit"]),
    "end_of_life_by_treatment": lambda i: (
        number(i["sold"]["quantity"]) * number(i["massEach"]["quantity"]) * number(i["remaining"]) * treated(i),
        i["massEach"]["unit"],
    ),
    "travel_by_distance": lambda i: (
        total(number(t["passengers"]) * number(t["journeys"]) * corrected(t["distance"], i) for t in i["trips"])
        * value(i.get("radiativeForcing")),
        "p.km",
    ),
    "hotel_stay": lambda i: (total(number(s["count"]) * number(s["nights"]) for s in i["stays"]), i["per"]),
    "commuting_by_passenger": lambda i: (commuted(i) * survey(i), "p.km"),
    "commuting_by_vehicle": lambda i: (commuted(i) / value(i["occupancy"]) * survey(i), "km"),
    "commuting_by_average": lambda i: (total(number(g["employees"]) * number(g["days"]) for g in i["groups"]), "person_day"),
    "homeworking": lambda i: (
        total(number(g["employees"]) * number(g["days"]) * number(g["hoursPerDay"]) for g in i["groups"]),
        "person_hour",
    ),
    "leased_floor_area": lambda i: (
        number(i["buildingUse"]["quantity"]) * of(i["leasedArea"], "m2") / of(i["lettableArea"], "m2") / number(i["occupancy"]),
        i["buildingUse"]["unit"],
    ),
    "leased_area_by_average": lambda i: (
        number(i["area"]["quantity"]) * number(i["occupied"]) * number(i["days"]) / number(i["daysOfYear"]),
        i["area"]["unit"],
    ),
    "use_of_sold_products": use_of_sold_products,
    "gas_of_sold_products": lambda i: (
        number(i["sold"]) * number(i["gasEach"]["quantity"]) * off(i["recovered"]),
        i["gasEach"]["unit"],
    ),
    "processing_of_sold_products": lambda i: (
        of(i["sold"], "t") * number(i["share"]) * number(i["usePerTonne"]["quantity"]),
        i["usePerTonne"]["unit"],
    ),
    "financed_share": lambda i: (portion(i["outstanding"], i["value"]), "company_year"),
    "financed_revenue": lambda i: financed(i, "revenue"),
    "financed_activity": lambda i: financed(i, "activity"),
    "fuel_by_stock": fuel_by_stock,
    "fuel_heat_by_delivery": lambda i: (
        total(number(d["amount"]["quantity"]) * of(d["heatPerUnit"], "GJ") for d in i["deliveries"]),
        "GJ",
    ),
    "coal_carbon_as_received": coal_carbon_as_received,
    "fuel_carbon_by_delivery": lambda i: (total(map(carbon, i["deliveries"])), "kg"),
    "gas_by_composition": gas_by_composition,
    "carbon_mass_balance": lambda i: (
        total(carbon(s) if s["flow"] in ("input", "stock_decrease") else -carbon(s) for s in i["streams"]),
        "kg",
    ),
    "carbonate_decomposition": carbonate_decomposition,
    "oxide_from_carbonate": oxide_from_carbonate,
    "purchased_by_use": lambda i: (
        number(i["used"]["quantity"]) - of(i["ownGeneration"], i["used"]["unit"]),
        i["used"]["unit"],
    ),
    "net_purchased": lambda i: (
        number(i["purchased"]["quantity"]) - of(i["passedOn"], i["purchased"]["unit"]),
        i["purchased"]["unit"],
    ),
    "exported_energy": lambda i: (-number(i["exported"]["quantity"]), i["exported"]["unit"]),
    "carbon_dioxide_recovered": carbon_dioxide_recovered,
    "hot_water_heat": lambda i: steam(i["water"], (number(i["temperature"]) - 20) * CALORIE),
    "steam_by_table": steam_by_table,
    "steam_by_enthalpy": lambda i: steam(i["steam"], value(i["enthalpyKjPerKg"]) - number("83.74")),
    "gas_stock_change": gas_balance,
    "switchgear_balance": gas_balance,
    "gas_service_records": lambda i: (
        kg(i.get("filledNew")) - kg(i.get("newCapacity")) + kg(i.get("recharged")) + kg(i.get("retiredCapacity")) - kg(i.get("recovered")),
        "kg",
    ),
    "gas_screening": gas_screening,
    "switchgear_screening": switchgear_screening,
    "process_gas_use": lambda i: (
        kg(i.get("fed")) * off(i["heel"]) * off(i["usedUp"]) * (1 - value(i["abatedShare"]) * value(i["destroyed"])),
        "kg",
    ),
    "abated_production": lambda i: (
        total(kg(p["produced"]) * (1 - value(p["destroyed"]) * value(p["utilised"])) for p in i["lines"]),
        "kg",
    ),
    "soil_nitrogen": lambda i: (
        total(kg(f["amount"]) * value(f["nitrogenShare"]) for f in i["fertilizers"]) * value(i.get("fractionLost")),
        "kg",
    ),
    "landfill_methane": landfill_methane,
    "landfill_decay": landfill_decay,
    "waste_incineration": waste_incineration,
    "wastewater_methane": lambda i: (methane(of(i["wastewater"], "m3") * (kg(i.get("inflow")) - kg(i.get("outflow"))), i), "kg"),
    "wastewater_methane_by_people": lambda i: (
        methane(number(i["people"]) * number(i["days"]) * kg(i.get("bodPerPersonDay")) * value(i["industrial"]), i),
        "kg",
    ),
    "wastewater_nitrogen": lambda i: (
        of(i["wastewater"], "m3") * kg(i.get("nitrogen")) - kg(i.get("sludgeNitrogen")),
        "kg",
    ),
    "wastewater_nitrogen_by_protein": wastewater_nitrogen_by_protein,
}
# ── Factors ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def gases_of(factor):
    """kg of each gas in one unit, in whichever way it was published."""
    if "gases" in factor:
        return {gas: number(mass) for gas, mass in factor["gases"].items()}
    if "gasesCo2e" in factor:
        return {gas: number(co2e) / number(factor["gasesGwp"][gas]) for gas, co2e in factor["gasesCo2e"].items()}
    if "carbon" in factor:
        burnt = factor["carbon"]
        return {"CO2": number(burnt["kgCarbonPerUnit"]) * number(burnt["oxidation"]) * number(burnt.get("co2PerCarbon", "44/12"))}
    if "nitrogen" in factor:
        return {"N2O": number(factor["nitrogen"]["kgN2ONPerUnit"]) * F(44, 28)}
    return {}


def weight_of(gwp, gas):
    """kg CO2e of one kg: what counts, and what is reported apart."""
    parts = {gas: "1"} if gas in gwp["values"] else gwp["blends"][gas]
    weights = {part: number(share) * number(gwp["values"][part]) for part, share in parts.items()}
    apart = total(weight for part, weight in weights.items() if part in gwp.get("reportedApart", []))
    return total(weights.values()) - apart, apart


def burns(activity, factor):
    """Whether fuel is burned: in a boiler, an engine or a power plant."""
    is_burned = activity["scope"] == 2 or activity["category"] in ("stationary_combustion", "mobile_combustion")
    return is_burned or factor.get("boundary") == "tank_to_wheel"


def named(document, masses, is_burned):
    """Methane of combustion has a GWP of its own where the document states one: its carbon is already in the CO2."""
    if not is_burned or "CH4_combustion" not in document["gwp"]["values"]:
        return masses
    gases = {}
    for gas, mass in masses.items():
        name = "CH4_combustion" if gas in ("CH4", "CH4_fossil") else gas
        gases[name] = gases.get(name, F(0)) + mass
    return gases


class PerUnit:
    """What one unit of an emission factor is. `plants`: the part of its CO2 that plants had taken up."""

    def __init__(self, document, activity, factor, plants=F(0)):
        made = named(document, gases_of(factor), burns(activity, factor))
        self.biogenic = number(factor.get("biogenicCo2", "0")) + made.get("CO2", F(0)) * plants
        self.masses = {gas: mass * (1 - plants) if gas == "CO2" else mass for gas, mass in made.items()}
        self.apart = F(0)
        if "co2e" in factor:
            self.masses, self.by_gas = {}, {"unsplit": number(factor["co2e"])}
        else:
            weights = {gas: weight_of(document["gwp"], gas) for gas in self.masses}
            self.by_gas = {gas: mass * weights[gas][0] for gas, mass in self.masses.items()}
            self.apart = total(mass * weights[gas][1] for gas, mass in self.masses.items())
        self.co2e = total(self.by_gas.values())


# ── Lines ────────────────────────────────────────────────────────────────────────────────────────────────────────────


class Line:
    def __init__(self, document, activity, factors):
        self.activity = activity
        factor = factors[activity["factor"]]
        method = activity.get("method")
        if method:
            self.quantity, self.unit = METHODS[method["name"]](method)
        else:
            self.quantity, self.unit = number(activity["quantity"]), activity["unit"]
        scale = self.walk([factors[one] for one in activity.get("via", [])], factor["unit"])
        self.factor_quantity = self.quantity * scale
        share = number(activity.get("share", "1"))
        own = self.factor_quantity * share
        unit = PerUnit(document, activity, factor, number(activity.get("biogenicFraction", "0")))
        self.masses = {gas: own * mass for gas, mass in unit.masses.items()}
        self.by_gas = {gas: own * co2e for gas, co2e in unit.by_gas.items()}
        self.unsplit_set = factor.get("co2eGwpSet") if "co2e" in factor else None
        self.co2e, self.apart, self.biogenic = own * unit.co2e, own * unit.apart, own * unit.biogenic
        # Of records that are merged: how many, and what the squares of their CO2e come to.
        merged = activity.get("merged", {})
        self.records, self.squares = int(merged.get("records", "1")), self.co2e**2
        if "squares" in merged:
            self.squares = number(merged["squares"]) * (self.co2e / self.quantity) ** 2 if self.quantity else F(0)
        self.market = None
        if activity["scope"] == 2:
            self.market = share * self.by_market(document, factors, factor, unit, scale)

    def walk(self, properties, to):
        """How many units of the factor one entered unit is; each property is applied in the direction that fits."""
        unit, scale, self.forward = self.unit, F(1), []
        for one in properties:
            is_forward = kind_of(unit) == kind_of(one["from"])
            enter, leave = (one["from"], one["to"]) if is_forward else (one["to"], one["from"])
            ratio = number(one["value"])
            scale *= rate(unit, enter) * (ratio if is_forward else 1 / ratio)
            self.forward.append(is_forward)
            unit = leave
        return scale * rate(unit, to)

    def by_market(self, document, factors, factor, unit, scale):
        """What instruments cover takes their factors; the rest the residual mix, else the location's factor."""
        market = self.activity.get("market") or {}
        covered, co2e = F(0), F(0)
        for one in market.get("instruments", []):
            its, amount = factors[one["factor"]], number(one["quantity"])
            if kind_of(one["unit"]) == kind_of(self.unit):
                in_location = amount * rate(one["unit"], self.unit) * scale
            else:
                in_location = amount * rate(one["unit"], factor["unit"])
            if kind_of(one["unit"]) == kind_of(its["unit"]):
                in_own = amount * rate(one["unit"], its["unit"])
            else:
                in_own = in_location * rate(factor["unit"], its["unit"])
            covered += in_location
            co2e += in_own * PerUnit(document, self.activity, its).co2e
        rest = self.factor_quantity - covered
        if rest == 0:
            return co2e
        if not market.get("residualFactor"):
            return co2e + rest * unit.co2e
        mix = factors[market["residualFactor"]]
        if kind_of(factor["unit"]) == kind_of(mix["unit"]):
            in_mix = rest * rate(factor["unit"], mix["unit"])
        else:
            in_mix = rest / scale * rate(self.unit, mix["unit"])
        return co2e + in_mix * PerUnit(document, self.activity, mix).co2e

    def errors(self):
        """± % of each part with the factor whose error it is; None where the activity states none."""
        stated = self.activity.get("uncertainty")
        if not stated:
            return None
        parts = [(number(stated["activity"]), None), (number(stated["factor"]), self.activity["factor"])]
        for at, text in enumerate(stated.get("via", [])):
            # A property that divides makes too little of a line where it is too high itself.
            parts.append((number(text) * (1 if self.forward[at] else -1), self.activity["via"][at]))
        return parts

    def variance(self):
        return total(percent**2 for percent, _ in self.errors())

    def counts(self):
        return self.activity.get("entry", {"kind": "correction"})["kind"] == "correction"

    def spelled(self):
        result = {"activity": self.activity["id"]}
        if "method" in self.activity:
            result.update(quantity=spell(self.quantity), unit=self.unit)
        result.update(factorQuantity=spell(self.factor_quantity), gasesKg=spelled(self.masses), co2eKg=spell(self.co2e))
        if self.market is not None:
            result["co2eKgMarketBased"] = spell(self.market)
        result["biogenicCo2Kg"] = spell(self.biogenic)
        if self.apart:
            result["reportedApartCo2eKg"] = spell(self.apart)
        result["uncertaintyPercent"] = spell_root(self.variance()) if self.errors() else None
        return result


# ── Totals ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def spelled(figures):
    return {name: spell(figure) for name, figure in figures.items()}


def by_key(pairs):
    sums = {}
    for key, figure in pairs:
        sums[key] = sums.get(key, F(0)) + figure
    return spelled(sums)


def spread(lines, options=None):
    """The root of the sum of squared errors over the total; errors that lines share are added before they are squared."""
    options = options or {"correlation": "none"}
    errors, squares, is_exact = {}, F(0), True
    for line in lines:
        parts = line.errors()
        if parts is None:
            return None
        group = next((n for n, ids in enumerate(options.get("groups") or []) if line.activity["id"] in ids), None)
        if group is not None:
            whole, ends = root(line.variance())
            is_exact = is_exact and ends
            own = [(whole, ("group", group))]
        else:
            shares = options["correlation"] == "by_factor"
            own = [(percent, ("of", of) if of and shares else None) for percent, of in parts]
        for percent, error in own:
            if error is None:
                squares += line.squares * percent**2
            else:
                errors[error] = errors.get(error, F(0)) + line.co2e * percent
    squares += total(error**2 for error in errors.values())
    if squares == 0:
        return "0"
    whole = total(line.co2e for line in lines)
    return None if whole == 0 else spell_root(squares / whole**2, is_exact)


def uncertainty(lines, options):
    def some(holds):
        return spread([line for line in lines if holds(line)], options)

    def by(name):
        keys = dict.fromkeys(line.activity[name] for line in lines)
        return {key: some(lambda line: line.activity[name] == key) for key in keys}

    stated = [line for line in lines if line.errors()]
    # A standard deviation of 0.3 of the mean is 0.3 × 1.96 at 95 %.
    exceeding = [line.activity["id"] for line in stated if line.variance() >= number("58.8") ** 2]
    return {
        "method": "ipcc_2006_vol_1_ch_3_approach_1",
        "basis": "location_based",
        "confidencePercent": "95",
        "correlation": options["correlation"],
        "totalPercent": spread(lines, options),
        "byScope": {str(scope): some(lambda line: line.activity["scope"] == scope) for scope in (1, 2, 3)},
        "byCategory": by("category"),
        "byFacility": by("facility"),
        "stated": {
            "activities": str(sum(line.records for line in stated)),
            "co2eKg": spell(total(line.co2e for line in stated)),
            "percent": spread(stated, options),
        },
        "exceedsApproach1": bool(exceeding),
        "exceeding": exceeding,
    }


def totals(document, lines):
    counted = [line for line in lines if line.counts()]
    of_kind = {
        kind: [line for line in lines if line.activity.get("entry", {}).get("kind") == kind] for kind in ("credit", "lifetime")
    }
    scopes = {scope: [line for line in counted if line.activity["scope"] == scope] for scope in (1, 2, 3)}
    co2e = lambda some: spell(total(line.co2e for line in some))
    market = lambda some: spell(total(line.co2e if line.market is None else line.market for line in some))
    unsplit = [line for line in counted if line.unsplit_set is not None]
    result = {
        "co2eKg": co2e(counted),
        "co2eKgMarketBased": market(counted),
        "biogenicCo2Kg": spell(total(line.biogenic for line in counted)),
        "creditsCo2eKg": co2e(of_kind["credit"]),
        "byScope": {str(scope): co2e(some) for scope, some in scopes.items()},
        "scope2": {"locationBased": co2e(scopes[2]), "marketBased": market(scopes[2])},
        "byCategory": by_key((line.activity["category"], line.co2e) for line in counted),
        "byGasKg": by_key(pair for line in counted for pair in line.masses.items()),
        "byGasCo2eKg": by_key(pair for line in counted for pair in line.by_gas.items()),
        "byFacility": by_key((line.activity["facility"], line.co2e) for line in counted),
        "uncertaintyPercent": spread(counted),
    }
    if unsplit:
        result["unsplitCo2eKgByGwpSet"] = by_key((line.unsplit_set, line.co2e) for line in unsplit)
    if any(line.apart for line in counted):
        result["reportedApartCo2eKg"] = spell(total(line.apart for line in counted))
    if of_kind["lifetime"]:
        result["lifetimeCo2eKg"] = co2e(of_kind["lifetime"])
    if "uncertainty" in document:
        result["uncertainty"] = uncertainty(counted, document["uncertainty"])
    return result


# ── Comparison ───────────────────────────────────────────────────────────────────────────────────────────────────────

NOT_WORKED_OUT = ("dataQuality",)


def compare(stated, found, where=""):
    """The first place where the two differ, with both values, or None; and how many values were compared."""
    if isinstance(stated, dict) and isinstance(found, dict):
        names = [name for name in {**found, **stated} if name not in NOT_WORKED_OUT]
        pairs = [(f"{where}/{name}", stated.get(name), found.get(name)) for name in names]
    elif isinstance(stated, list) and isinstance(found, list) and len(stated) == len(found):
        pairs = [(f"{where}/{at}", one, other) for at, (one, other) in enumerate(zip(stated, found))]
    else:
        return (None if stated == found else (where, stated, found)), 1
    count = 0
    for place_of, one, other in pairs:
        difference, compared = compare(one, other, place_of)
        count += compared
        if difference:
            return difference, count
    return None, count


def judge(document):
    """What to say of a document, and whether all its figures agree."""
    stated = document.get("results") or {}
    if "totals" not in stated:
        return False, "states no totals: there is nothing to compare"
    factors = {f"{one['id']}@{one['version']}": one for one in document["factors"]}
    lines = [Line(document, one, factors) for one in document["activities"]]
    found = {"lines": [line.spelled() for line in lines], "totals": totals(document, lines)}
    difference, count = compare({"lines": stated["lines"], "totals": stated["totals"]}, found)
    if difference:
        return False, "{} states {!r}; the lines give {!r}".format(*difference)
    return True, f"{len(lines)} lines, {count} figures worked out again: all equal"


# ── Detail ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def join(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


class Tree:
    """The root over leaves that come one after the other (RFC 9162, section 2.1.1): of each full subtree its size and root."""

    def __init__(self):
        self.edge = []

    def add(self, leaf):
        node = (1, hashlib.sha256(b"\0" + leaf).digest())
        while self.edge and self.edge[-1][0] == node[0]:
            size, left = self.edge.pop()
            node = (2 * size, join(left, node[1]))
        self.edge.append(node)

    def size(self):
        return sum(size for size, _ in self.edge)

    def root(self):
        nodes = [node for _, node in reversed(self.edge)]
        root = nodes[0] if nodes else hashlib.sha256(b"").digest()
        for node in nodes[1:]:
            root = join(node, root)
        return root.hex()


def judge_detail(document, pieces):
    """Whether records, in pieces, are those behind the lines of a condensed document: their number, sums and the root over all."""
    tree, sums = Tree(), {}
    for text in pieces:
        tree.add(text)
        piece = json.loads(text)
        line = sums.setdefault(piece["line"], [0, F(0), F(0)])
        for record in piece["records"]:
            amount = METHODS[record["method"]["name"]](record["method"])[0] if "method" in record else number(record["quantity"])
            line[:] = line[0] + 1, line[1] + amount, line[2] + amount**2
    stated = document.get("detail") or {}
    if (stated.get("root"), stated.get("pieces")) != (tree.root(), str(tree.size())):
        return False, f"the root over {tree.size()} pieces is {tree.root()}, and the document states another"
    if list(sums) != [one["id"] for one in document["activities"]]:
        return False, "the pieces are not of the lines of the document"
    for one in document["activities"]:
        records, amount, squares = sums[one["id"]]
        merged = one.get("merged", {"records": "1"})
        facts = [(str(records), merged["records"])]
        if "merged" in one:
            facts.append((amount, number(one["quantity"])))
        if "squares" in merged:
            facts.append((squares, number(merged["squares"])))
        if any(found != said for found, said in facts):
            return False, f"the {records} records of {one['id']} are not what the line says"
    return True, f"{sum(line[0] for line in sums.values())} records in {tree.size()} pieces are those behind the lines"


def main(argv):
    if argv == ["--each"]:
        verdicts = [judge(json.loads(line)) for line in sys.stdin if line.strip()]
        for number_of, (agrees, words) in enumerate(verdicts, 1):
            if not agrees:
                print(f"{number_of}: {words}")
        print(f"{len(verdicts)} documents, {sum(not agrees for agrees, _ in verdicts)} differ")
        return 0 if verdicts and all(agrees for agrees, _ in verdicts) else 1
    if len(argv) not in (1, 2):
        print(__doc__, file=sys.stderr)
        return 2
    with open(argv[0], encoding="utf-8") as file:
        document = json.load(file)
    verdicts = [judge(document)]
    if len(argv) == 2:
        with open(argv[1], "rb") as file:
            verdicts.append(judge_detail(document, (line.rstrip(b"\n") for line in file)))
    for _, words in verdicts:
        print(words)
    return 0 if all(agrees for agrees, _ in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
