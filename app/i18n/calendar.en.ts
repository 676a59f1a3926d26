/** Date formats. Kept separate from other messages because every page needs them. */
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
