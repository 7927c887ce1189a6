import { content, type DayOf, type WrittenNote } from "./written-note";

export function kestrelNotes(day: DayOf): WrittenNote[] {
  return [
    {
      story: "kestrel-power-cuts",
      author: "partner",
      writtenOn: day(4, 27),
      content: content({
        vendor: "kestrel",
        metric: "service-level",
        site: "Nairobi",
        from: day(4, 21),
        to: day(4, 24),
        title: "Power cuts in Nairobi",
        symptom:
          "Four days of rolling power cuts; about a third of the calls were answered in time, and adherence fell by a quarter.",
        category: "tool",
        fault: "vendor",
        whys: [
          "Half of the floor had no power.",
          "The generator carries sixty seats.",
          "It was bought for a smaller floor.",
        ],
        evidence: "The utility's notices; adherence by hour.",
        containment: "Agents worked in two shifts on the powered half.",
        correction: "Power returned on the 25th.",
        prevention: "A second generator, installed and tested.",
        owner: "Facilities, Kestrel",
        due: day(2, 1),
        proofMetric: "service-level",
        proofBaseline: "36% on the days of the cuts",
        proofCriterion: "Next power cut without a day below 75%",
        visibility: "partner",
      }),
    },
  ];
}

export function harbourNotes(day: DayOf): WrittenNote[] {
  return [
    {
      story: "harbour-team-lead",
      author: "lead",
      writtenOn: day(4, 8),
      content: content({
        vendor: "harbour",
        metric: "qa-score",
        site: "Halifax",
        from: day(5, 3),
        to: day(4, 10),
        title: "Team lead on leave",
        symptom: "QA fell from 94% to about 89% while the team lead was away.",
        category: "people",
        fault: "vendor",
        whys: [
          "Nobody coached for five weeks.",
          "The deputy had no time set aside for it.",
          "A team of six has no second coach.",
        ],
        evidence: "Audits by week; coaching log.",
        containment: "The client's quality specialist sat in twice.",
        correction: "Team lead back on the 10th.",
        prevention: "A senior agent is trained as second coach.",
        owner: "Account manager, Harbour",
        due: day.lastOf(3),
        proofMetric: "qa-score",
        proofBaseline: "89%",
        proofCriterion: "At least 93% in two months in a row",
        visibility: "inside",
      }),
    },
  ];
}
