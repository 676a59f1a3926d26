/** How a day is written; apart from the report's other words, because every page needs it and few need those. */
const calendar = {
  months: [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ].join(" "),
  shortMonths: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"].join(" "),
  date: (year: string, _month: string, day: string, monthName: string) => `${day} ${monthName} ${year}`,
  monthOfYear: (monthName: string, year: string) => `${monthName} ${year}`,
};

export default calendar;
