import { SAMPLE_QR_PATH, SAMPLE_QR_SIZE } from "./sample-qr.ts";

const MIDDLE = 226;
const LEFT = 57.5;
const RIGHT = 394;
const QR_EDGE = 62;

const SCOPES = [
  { x: 110.5, name: "Scope 1 · 范围一", tonnes: "1,158" },
  { x: MIDDLE, name: "Scope 2 · 范围二", tonnes: "6,045" },
  { x: 341.5, name: "Scope 3 · 范围三", tonnes: "9,591" },
];

const FOOT = [
  { x: LEFT, name: "Responsible person · 责任人", value: "Li Sample · 李示例", detail: "Head of EHS · 安环部长" },
  {
    x: 176,
    name: "Assurance · 第三方核查",
    value: "Not verified by a third party",
    detail: "no verification statement · 无核查声明",
  },
  {
    x: 295,
    name: "Validity · 有效性",
    value: "Valid until superseded",
    detail: "check status online · 请在线查询状态",
  },
];

/** `CO₂e` within a line of SVG text. */
function Co2e() {
  return (
    <>
      CO
      <tspan fontSize="70%" dy="1.6">
        2
      </tspan>
      <tspan dy="-1.6">e</tspan>
    </>
  );
}

/** Text and figures of the sample report, on a page of 452 × 640. They are not translated, like the document itself. */
export function SampleCoverText() {
  return (
    <g className="font-sans" fontSize="6.5">
      <Titles />
      <Totals />
      <Proof />
      <Foot />
    </g>
  );
}

function Titles() {
  return (
    <g textAnchor="middle">
      <text x={MIDDLE} y="73" fontWeight="600" letterSpacing="0.7" className="fill-brass-ink">
        SAMPLE CARBON ADVISORY · 示例碳咨询
      </text>
      <text x={MIDDLE} y="110" fontSize="18.2" fontWeight="600" className="fill-ink font-title">
        Greenhouse gas inventory report
      </text>
      <text x={MIDDLE} y="137" fontSize="16.5" letterSpacing="1.4" fontWeight="600" className="fill-accent font-title">
        温室气体清单报告
      </text>
      <text x={MIDDLE} y="172" className="fill-muted">
        Reporting organization · 报告主体
      </text>
      <text x={MIDDLE} y="193" fontSize="14.5" fontWeight="600" className="fill-ink font-title">
        示例精密制造有限公司
      </text>
      <text x={MIDDLE} y="210" fontSize="9" fontWeight="500" className="fill-ink">
        Sample Precision Co., Ltd.
      </text>
      <text x={MIDDLE} y="234" className="fill-muted">
        1 January – 31 December 2025 · prepared in accordance with ISO 14064-1:2018
      </text>
      <text x={MIDDLE} y="245" className="fill-muted">
        2025年1月1日至12月31日 · 依据 ISO 14064-1:2018 编制
      </text>
      <text x={MIDDLE} y="257" fontSize="8.4" fontWeight="600" className="fill-ink">
        Self-declared, not verified by a third party · 自主声明，未经第三方核查
      </text>
    </g>
  );
}

function Totals() {
  return (
    <g textAnchor="middle">
      <text x={MIDDLE} y="295" fontSize="35" fontWeight="600" letterSpacing="-0.5" className="fill-accent">
        16,793
      </text>
      <text x={MIDDLE} y="311" fontSize="8" className="fill-muted">
        tonnes <Co2e />, location-based · 吨二氧化碳当量（基于位置）
      </text>
      {SCOPES.map((scope) => (
        <g key={scope.name}>
          <text x={scope.x} y="351" className="fill-muted">
            {scope.name}
          </text>
          <text x={scope.x} y="368" fontSize="11.5" fontWeight="600" className="fill-ink">
            {scope.tonnes}
          </text>
          <text x={scope.x} y="380" fontSize="6" className="fill-muted">
            t<Co2e />
          </text>
        </g>
      ))}
      <path d="M168.5 344v38M284 344v38" strokeWidth="0.7" className="stroke-brass" />
      <text x={MIDDLE} y="401" className="fill-muted">
        Total, market-based · 合计（基于市场）: 15,501 t<Co2e />
      </text>
      <text x={MIDDLE} y="411" fontSize="5.8" className="fill-muted">
        Rounded to whole tonnes. Section 2 gives two decimals. · 修约至整吨，第 2 章列出两位小数
      </text>
    </g>
  );
}

function Proof() {
  const scale = QR_EDGE / SAMPLE_QR_SIZE;
  return (
    <>
      <path d={SAMPLE_QR_PATH} transform={`translate(${LEFT} 435) scale(${scale})`} className="fill-ink" />
      <g className="fill-muted" fontSize="5">
        <text x="134" y="442" fontSize="6.5" fontWeight="600" className="fill-ink">
          Verify this report · 验证本报告
        </text>
        <text x="134" y="453" fontSize="6.3" className="fill-accent">
          truetonne.example → GHG-2026-000417-K
        </text>
        <text x="134" y="468">
          Inventory SHA-256
        </text>
        <text x="134" y="476">
          e34589387d58a08af3affe073b1ff301
        </text>
        <text x="134" y="483">
          898134689142ba1bd2b814f6e8a049ac
        </text>
        <text x="134" y="496">
          Issued 31 March 2026 · version 1
        </text>
      </g>
    </>
  );
}

function Foot() {
  return (
    <g className="fill-muted" fontSize="5.8">
      <path d={`M${LEFT} 520H${RIGHT}`} strokeWidth="0.6" className="stroke-brass" />
      {FOOT.map((entry) => (
        <g key={entry.name}>
          <text x={entry.x} y="534">
            {entry.name}
          </text>
          <text x={entry.x} y="545.5" fontSize="6.6" fontWeight="600" className="fill-ink">
            {entry.value}
          </text>
          <text x={entry.x} y="556">
            {entry.detail}
          </text>
        </g>
      ))}
      <path d={`M${LEFT} 577h114`} strokeWidth="0.5" className="stroke-muted" />
      <text x={LEFT} y="586" fontSize="5.2">
        Signature and company chop · 签字盖章
      </text>
      <text x={RIGHT} y="586" fontSize="5.2" textAnchor="end">
        page 1 of 22
      </text>
    </g>
  );
}
