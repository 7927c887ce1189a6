import { csvOf, dayAfter, twoDigits } from "./csv-of";

const TICKETS = 24;
const CHANNELS = ["Inbound", "Outcall", "Inbound", "Email"];
const TOPICS = [
  ["Returns", "Reverse Pickup Enquiry"],
  ["Order Related", "Delayed"],
  ["Cancellation", "Not Needed"],
  ["Product Queries", "Product Specific Information"],
];

const slashed = (day: string) => day.split("-").toReversed().join("/");
const named = (day: string) => `${day.slice(8)}-Aug-23`;

/**
 * Tickets of an invented shop. Two columns write days in the order of day and month that only a third one proves, with the month's
 * name; handle times are blank.
 */
export function shopTicketsCsv(): string {
  const tickets = Array.from({ length: TICKETS }, (_, index) => {
    const day = dayAfter("2023-08-01", index % 3);
    const minute = (index * 29) % 60;
    const [category = "", subCategory = ""] = TOPICS[index % 4] ?? [];
    return [
      `5b0d1f3a-77c2-4e0b-9a61-${(0x1000_0000_0000 + index * 98_765_431).toString(16)}`,
      CHANNELS[index % 4] ?? "",
      category,
      subCategory,
      "",
      `b1${index}c3-11d4`,
      index % 6 === 1 ? `${slashed(dayAfter("2023-07-14", index))} 13:${twoDigits(minute)}` : "",
      `${slashed(day)} ${twoDigits(8 + (index % 12))}:${twoDigits(minute)}`,
      `${slashed(dayAfter(day, index % 7 === 3 ? 1 : 0))} ${twoDigits(9 + (index % 12))}:${twoDigits(minute)}`,
      named(dayAfter(day, index % 7 === 3 ? 1 : 0)),
      "",
      "",
      "",
      "",
      ["Ines Duarte", "Tomás Vela", "Yusuf Kaya", "Lena Brandt", "Mei Tanaka"][index % 5] ?? "",
      ["Paula Reyes", "Igor Novak"][index % 2] ?? "",
      "Noor Haddad",
      ["On Job Training", ">90", "0-30"][index % 3] ?? "",
      ["Morning", "Evening"][index % 2] ?? "",
      1 + ((index * 7) % 5),
    ];
  });
  return csvOf([
    [
      "Unique id",
      "channel_name",
      "category",
      "Sub-category",
      "Customer Remarks",
      "Order_id",
      "order_date_time",
      "Issue_reported at",
      "issue_responded",
      "Survey_response_Date",
      "Customer_City",
      "Product_category",
      "Item_price",
      "connected_handling_time",
      "Agent_name",
      "Supervisor",
      "Manager",
      "Tenure Bucket",
      "Agent Shift",
      "CSAT Score",
    ],
    ...tickets,
  ]);
}
