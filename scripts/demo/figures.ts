import type { LooseCitation } from '../../shared/domain/entities.ts';
import type { StoryClaim } from './story.ts';

const minutes: LooseCitation = {
  title: 'Minutes of the meeting of 18 June 2024, item 7',
  publisher: 'Marrow District Council',
  address: '',
  published: '2024-06-18',
  accessed: '2025-04-15',
  quote: 'Resolved: to accept the tender of Brannick Marine for the Marrow–Eastholt crossing, three years, £2,400,000.',
};

/** Claims about how many, how long and how much. */
export const figures: StoryClaim[] = [
  {
    fields: {
      text: 'There were 43 passengers and three crew aboard the Linnet when her cable parted on 4 March 2025.',
      shortText: '43 passengers and three crew were aboard the Linnet',
      claimant: 'Marrow harbour office',
      type: 'numerical',
      claimDate: '2025-03-04',
      priority: 'high',
      status: 'ready',
      selectionReason: 'Three articles give three figures: 38, 43 and 61. Everything said about overloading hangs on this one.',
    },
    labels: ['numbers'],
    sightings: [
      { at: 'courierAboard', relation: 'asserts', wording: 'indirect', statementDate: '2025-03-04', venue: 'Marrow Quay' },
      {
        at: 'quayCount',
        relation: 'reports',
        wording: 'indirect',
        venue: 'Preliminary note of the safety officer',
        attribution: 'harbour office → preliminary note → Quay & Channel',
      },
    ],
    evidence: [
      { from: 'courierCount', stance: 'supports', credibility: 2, comment: 'Names were taken on the quay: a count, not an estimate.' },
      {
        from: 'courierTickets',
        stance: 'supports',
        credibility: 2,
        comment: 'An independent way to the same figure: 38 tickets and five children who need none.',
      },
      {
        from: 'quayCount',
        stance: 'supports',
        credibility: 1,
        comment: 'The note **confirms** the count, but takes it from the harbour office.',
        relays: 1,
      },
      {
        from: 'voiceMother',
        stance: 'refutes',
        credibility: 5,
        comment: 'One passenger’s impression in a crowd; she does not say that she counted.',
      },
      {
        from: 'meridianCorrection',
        stance: 'context',
        comment: 'The Meridian withdrew its own figure in favour of this one.',
        relays: 1,
      },
    ],
    verdicts: [
      {
        sitting: 'second',
        ratingId: 'supported',
        confidence: 'high',
        asOf: '2025-04-15',
        rationale:
          'The harbour office took 46 names on the quay, and the operator’s tickets lead to the same number. Thirty-eight tickets and five children under five, who travel without one, make 43 passengers.\n\nThe higher figures go back to a single passenger’s impression; the newspaper that made most of it has corrected itself.',
        whatWouldChange: 'A passenger list with more names, or pictures of the quay on which more people can be counted.',
      },
    ],
  },
  {
    fields: {
      text: 'More than sixty people were aboard the Linnet, which is certified for 48: the ferry was overloaded.',
      shortText: 'More than sixty were aboard: the ferry was overloaded',
      claimant: 'Estuary Voice',
      type: 'numerical',
      claimDate: '2025-03-06',
      priority: 'urgent',
      status: 'published',
      selectionReason: 'Repeated nationally, with a precise figure that the first article did not have.',
    },
    labels: ['numbers', 'relayed'],
    sightings: [
      { at: 'voiceSixty', relation: 'asserts', wording: 'indirect', statementDate: '2025-03-06' },
      {
        at: 'meridianSixtyOne',
        relation: 'reports',
        wording: 'indirect',
        statementDate: '2025-03-07',
        attribution: 'a passenger → Estuary Voice (“more than sixty”) → The Daily Meridian (“sixty-one”)',
      },
      {
        at: 'courierCertified',
        relation: 'denies',
        wording: 'mixed',
        statementDate: '2025-03-04',
        attribution: 'Ines Calder to the Courier',
      },
    ],
    evidence: [
      {
        from: 'voiceMother',
        stance: 'supports',
        credibility: 5,
        comment: 'The only eyewitness for the figure. She asked not to be named; the Voice does not say how she counted.',
      },
      {
        from: 'meridianSixtyOne',
        stance: 'supports',
        credibility: 6,
        comment: 'Looks like a second source and is none: its correction says that the figure **came from the Voice**.',
        relays: 1,
      },
      { from: 'courierCount', stance: 'refutes', credibility: 2, comment: 'A count by name.' },
      { from: 'quayCount', stance: 'refutes', credibility: 1, comment: 'Confirmed in the preliminary note.', relays: 3 },
      { from: 'meridianCorrection', stance: 'refutes', credibility: 2, comment: 'The newspaper’s own correction.', relays: 3 },
    ],
    verdicts: [
      {
        sitting: 'first',
        ratingId: 'unproven',
        confidence: 'low',
        asOf: '2025-03-10',
        rationale: 'An eyewitness stands against the harbour office, and nobody has published a list. Wait for the preliminary note.',
        whatWouldChange: 'The note, or the operator’s tickets.',
        noEvidenceReason: 'Gathering begins when the preliminary note is out',
      },
      {
        sitting: 'second',
        ratingId: 'refuted',
        confidence: 'high',
        asOf: '2025-04-15',
        rationale:
          'The ferry carried 43 passengers and was within its limit of 48. The figure of “more than sixty” has one origin, a passenger’s impression; “sixty-one” is the same figure made precise on its way through a second newsroom.\n\n1. Estuary Voice, 6 March: “more than sixty”\n2. The Daily Meridian, 7 March: “sixty-one”\n3. The Daily Meridian, 12 March: corrected to 43',
        whatWouldChange: 'Evidence that the count on the quay missed people, for instance some who left by the fishing boats.',
      },
    ],
    note: 'A textbook case of *circular sourcing*: good for the workshop.',
  },
  {
    fields: {
      text: 'The council’s contract with Brannick Marine for the ferry is worth £4.2 million over three years.',
      shortText: 'The ferry contract is worth £4.2 million',
      claimant: 'Estuary Voice',
      type: 'numerical',
      claimDate: '2025-03-06',
      priority: 'high',
      status: 'published',
      selectionReason: 'It gave the Voice its headline and is still uncorrected in the Meridian.',
    },
    labels: ['money', 'relayed'],
    sightings: [
      { at: 'voiceContract', relation: 'asserts', wording: 'indirect', statementDate: '2025-03-06' },
      {
        at: 'meridianContract',
        relation: 'asserts',
        wording: 'indirect',
        statementDate: '2025-03-07',
        attribution: 'Estuary Voice → The Daily Meridian, which presents it as its own finding',
      },
    ],
    evidence: [
      {
        from: minutes,
        stance: 'refutes',
        credibility: 1,
        comment: 'Read at the town hall; **not imported**, because copying was not allowed. Typed from the page.',
      },
      { from: 'quayContract', stance: 'refutes', credibility: 1, comment: 'Quotes the same minutes.', relays: 1 },
      { from: 'courierContract', stance: 'refutes', credibility: 2, comment: 'Gives the figure without saying where it is from.' },
    ],
    verdicts: [
      {
        sitting: 'second',
        ratingId: 'refuted',
        confidence: 'high',
        asOf: '2025-04-15',
        rationale:
          'The council’s minutes put the contract at £2,400,000. Figures of 2.4 and 4.2 look like a transposition; the Voice did not answer when asked for its source.',
        whatWouldChange: 'A later amendment to the contract.',
      },
    ],
  },
  {
    fields: {
      text: 'A million people a year use the Marrow ferry.',
      shortText: 'A million people a year use the ferry',
      claimant: 'The Daily Meridian',
      type: 'numerical',
      claimDate: '2025-03-07',
      priority: 'low',
      status: 'ready',
      selectionReason: 'More than twice the figure in the local paper.',
    },
    labels: ['numbers'],
    sightings: [{ at: 'meridianMillion', relation: 'asserts', wording: 'direct', statementDate: '2025-03-07' }],
    evidence: [{ from: 'courierTrips', stance: 'refutes', credibility: 2, comment: 'Trips, not people: commuters count many times over.' }],
    verdicts: [
      {
        sitting: 'second',
        ratingId: 'mostly-refuted',
        confidence: 'moderate',
        asOf: '2025-04-15',
        rationale:
          'The crossing counted 412,000 trips in 2024, and far fewer people, since most of them cross twice a day. We have no count of people.',
        whatWouldChange: 'The operator’s own figures; asked for on 14 April.',
      },
    ],
  },
  {
    fields: {
      text: 'The passengers were adrift for nearly an hour.',
      shortText: 'The passengers were adrift for nearly an hour',
      claimant: 'The Daily Meridian',
      type: 'numerical',
      claimDate: '2025-03-07',
      priority: 'low',
      status: 'ready',
    },
    labels: ['numbers'],
    sightings: [{ at: 'meridianHour', relation: 'asserts', wording: 'direct', statementDate: '2025-03-07' }],
    evidence: [
      { from: 'courierDuration', stance: 'supports', credibility: 2, comment: 'Fifty-two minutes from sailing to the quay.' },
      { from: 'quayDuration', stance: 'refutes', credibility: 2, comment: 'Thirty-four minutes to the bank; then she lay still.' },
    ],
    verdicts: [
      {
        sitting: 'second',
        ratingId: 'mostly-supported',
        confidence: 'high',
        asOf: '2025-04-15',
        rationale:
          'They were away from land for fifty-two minutes, though the ferry drifted for less than thirty-four of them. For the rest she lay aground.',
      },
    ],
  },
];
