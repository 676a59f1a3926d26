/**
 * Latin words that Chinese text may contain: proper names, formats, units, gases and code. Any other word has a Chinese
 * form.
 */
const NAMES =
  "Truetonne truetonne IPCC PCAF EPA GHG Protocol Power eGRID CDP EBOPS EcoVadis Microsoft Office Excel WPS ERP Google Web Cookie GitHub Node.js Windows";
const TERMS =
  "GWP ISO SBTi NACE GEC GO REC REGO REC I-REC PPA EVIC GDP CBAM NCV MCF DOC DOCf BOD CF AD AR GHG PFCs HFCs WTW TTW TEU IBAN SEPA LEI EORI IANA RFC ETSI EN CC BY Merkle DID DNS ID SHA EdDSA Ed UTC VAT IP residual mix";
const FORMATS =
  "PDF OFD XML UBL Factur-X ZUGFeRD CSV MT CAMT JSON Lines PNG JPEG XLSX XLS xlsx xlsm xlsb xls txt ZIP WebP SVG TIFF GIF BMP ICO HEIC AVIF JXL UTF ASCII RGB CMYK RRGGBB PAdES JWKS Poppler OpenSSL openssl OpenAPI Python python";
const UNITS = "kg t g k kWh MWh GJ kJ MPa MiB KiB MB kB GB km m f L atm tCO tCO2e CO CO2e COe tCOe";
const GASES = "CH N NO SF NF O C F CaO MgO FC S H";
const WEB =
  "API URL HTTPS alsoKnownAs CORS ETag JavaScript Authorization Bearer Accept Link Cookie Set Key RateLimit Authenticator Enter Ctrl Profiler https https:// http:// http";
const COMMANDS =
  "node npm ci verify calculate compare condense detail errors pack offline log monitor money trail check head saveall pdfsig pdfdetach PATH FILE OUT DETAIL DOCUMENT SECONDS NAME RECORDS disclosure help keys sha";
const VALUES =
  "e null true false dns web json language zh en mail lines items next cursor limit size code key copy state unit pretty a b A B Q R D every both all natural gas market measured lift authentic altered passed failed active expired withdrawn superseded assurance checkpoint CN DE I V Z manifest reports evidence";

export const LATIN_WORDS: ReadonlySet<string> = new Set(
  [NAMES, TERMS, FORMATS, UNITS, GASES, WEB, COMMANDS, VALUES].flatMap((words) => words.split(" ")),
);
