import Primitives
import TestKit
import Testing

/// Goal: the scorer says what a person with a pencil would.
/// Method: hand-made lists and truths, figures worked out by hand.
struct ScorerTests {
  @Test func aRankingOfFiveRows() {
    // Hits at ranks 1 and 3; the second row of A is no hit. Three true things.
    let ranking = Ranking(found: ["A", nil, "B", "A", nil], total: 3)
    #expect(ranking.precision(at: 1) == 1)
    #expect(ranking.precision(at: 3) == 2.0 / 3)
    #expect(ranking.precision(at: 20) == 2.0 / 5)
    #expect(ranking.recall == 2.0 / 3)
    #expect(abs(ranking.averagePrecision - (1 + 2.0 / 3) / 3) < 1e-12)
    #expect(Ranking(found: [], total: 0).averagePrecision == 1)
    #expect(Ranking(found: [], total: 2).precision(at: 5) == 0)
  }

  @Test func pairsOfGroups() {
    // Truth {1,2,3} {4,5}: 4 pairs. Judged {1,2} {3,4} and 5 alone: 2 pairs, one true.
    let truth = ["1": "a", "2": "a", "3": "a", "4": "b", "5": "b"]
    let judged = ["1": "x", "2": "x", "3": "y", "4": "y"]
    let agreement = PairwiseAgreement(judged: judged, truth: truth)
    #expect((agreement.both, agreement.judged, agreement.truth) == (1, 2, 4))
    #expect(agreement.precision == 0.5 && agreement.recall == 0.25)
    #expect(abs(agreement.f1 - 1.0 / 3) < 1e-12)
  }

  @Test func chancesGiven() throws {
    let forecasts = Forecasts([
      Forecasts.Pair(chance: 0.8, happened: true), Forecasts.Pair(chance: 0.4, happened: false),
    ])
    #expect(forecasts.hitRate == 0.5)
    #expect(abs(try #require(forecasts.brier) - (0.04 + 0.16) / 2) < 1e-12)
  }

  private func truthFolder() throws -> WorkingFolder {
    let folder = try WorkingFolder()
    let files = [
      "persons": "record,person\nm:1,T1\ng:1,T1\nm:2,T2\nm:3,T3\nm:4,T4\n",
      "controllers": "record,person,lineage\nm:1,T1,L1\ng:1,T1,L1\n",
      "members": "record,person,lineage,role\nm:1,T1,L1,controller\nm:2,T2,L1,second\n",
      "periphery": "record,person,lineage,exploited,edge,age\nm:3,T3,L1,yes,no,16\n",
      "lineages": "lineage,number,line_id,from,to\n"
        + "L1,+447300000001,ML1,2026-01-01T00:00:00Z,2026-02-01T00:00:00Z\n"
        + "L1,+447300000002,,2026-02-02T00:00:00Z,2026-03-31T00:00:00Z\n",
      "vehicles": "vrm,role,lineage,kind,forces,next_trips\nAA11AAA,resupply,L1,private,m,1\n"
        + "BB22BBB,resupply,L1,hire,m,0\nCC33CCC,commuter,,private,,0\n",
      "next_trips": "vrm,lineage,hub,market,leaves_at,arrives_at,turns_at,returns_at,by_rail\n"
        + "AA11AAA,L1,m:A,c:B,2026-04-01T10:00:00Z,2026-04-01T11:00:00Z,"
        + "2026-04-01T11:20:00Z,2026-04-01T12:20:00Z,no\n",
      "next_passes": "vrm,camera,passed_at\nAA11AAA,c:C1,2026-04-01T10:20:00Z\n"
        + "AA11AAA,c:C2,2026-04-02T10:00:00Z\n",
      "keepers": "vrm,person\nAA11AAA,T3\n",
      "premises": "premises,role,lineage,cuckooed_from,cuckooed_to,now\n"
        + "c:H1,cuckooed,L1,2026-03-01T00:00:00Z,2026-04-10T00:00:00Z,yes\nc:H2,ordinary,,,,no\n",
      "same_user": "personal,deal,lineage,from,to\n"
        + "+447300000009,+447300000001,L1,2026-01-01T00:00:00Z,2026-02-01T00:00:00Z\n",
      "convoys": "vrm_a,vrm_b,kind,occasions\nAA11AAA,BB22BBB,scout,5\n",
      "innocents": "kind,subject,role\nvehicle,CC33CCC,commuter\nperson,m:4,friend\n"
        + "premises,c:H2,ordinary\n",
    ]
    for (name, text) in files { try folder.write(text, to: "\(name).csv") }
    return folder
  }

  @Test func aRunOfHandMadeLists() throws {
    let truthFolder = try truthFolder()
    let run = try WorkingFolder()
    try run.write(
      "rank,score,entity_id,person_ids\n1,90,e1,m:2\n2,80,e2,m:1;g:1\n3,70,e3,m:4\n",
      to: "controllers.csv")
    try run.write(
      "rank,score,vrm,next_from,next_to,next_camera_ids,next_probability\n"
        + "1,95,AA11AAA,2026-04-01T09:00:00Z,2026-04-01T10:30:00Z,c:C1;c:C9,0.7\n"
        + "2,60,CC33CCC,2026-04-01T09:00:00Z,2026-04-01T10:30:00Z,c:C1,0.5\n",
      to: "vehicle_stops/cheshire.csv")
    try run.write(
      "rank,score,vrm,next_from,next_to,next_camera_ids,next_probability\n"
        + "1,70,BB22BBB,2026-04-01T09:00:00Z,2026-04-01T10:30:00Z,c:C1,0.2\n"
        + "2,65,AA11AAA,2026-04-02T09:00:00Z,2026-04-02T10:30:00Z,c:C1,0.1\n",
      to: "vehicle_stops/merseyside.csv")
    try run.write("rank,score,entity_id,person_ids\n1,50,e4,m:3\n", to: "periphery/m.csv")
    try run.write("rank,score,premises_id\n1,50,c:H2\n2,40,c:H1\n", to: "premises/c.csv")
    try run.write(
      "entity_id,source,person_id,probability\ne1,m,2,1\ne2,m,1,1\ne2,g,1,1\ne2,m,3,1\n",
      to: "entities.csv")
    try run.write(
      "lineage_id,numbers,holder_entity_id\nX1,+447300000001;+447300000002,e2\n", to: "lines.csv")
    try run.write(
      "kind,left,right,probability\nline_vehicle,X1,AA11AAA,0.9\nline_vehicle,X1,CC33CCC,0.6\n"
        + "line_vehicle,X1,ZZ99ZZZ,0.2\nsame_user,+447300000009,+447300000001,0.8\n"
        + "convoy,BB22BBB,AA11AAA,0.9\nline_premises,X1,c:H1,0.7\nperson_line,m:2,X1,0.9\n"
        + "person_vehicle,m:3,AA11AAA,0.85\nperson_vehicle,m:2,AA11AAA,0.3\n"
        + "person_vehicle,m:4,AA11AAA,0.95\n",
      to: "links.csv")
    let scorer = Scorer(truth: try WorldTruth(folder: truthFolder.path), k: 2)
    let sheet = scorer.score(try RunLists(folder: run.path))
    let expected: [(String, Double)] = [
      ("controllers.precision@2", 0.5), ("controllers.average_precision", 0.5),
      ("controllers.members@2", 2), ("controllers.innocents@2", 0),
      // AA11AAA, then BB22BBB which the line gave up, then the commuter.
      ("vehicle_stops.precision@2", 0.5), ("vehicle_stops.recall", 1),
      ("vehicle_stops.given_up@2", 1), ("vehicle_stops.rows", 3),
      ("vehicle_stops.windows", 2), ("vehicle_stops.window_hit_rate", 0.5),
      ("vehicle_stops.window_brier", (0.09 + 0.04) / 2),
      ("periphery.precision@2", 1), ("periphery.exploited_recall", 1),
      ("premises.average_precision", 0.5), ("premises.innocents@2", 1),
      // Judged pairs: three in e2; the true pair is among them.
      ("entities.precision", 1.0 / 3), ("entities.recall", 1), ("entities.f1", 0.5),
      ("lines.f1", 1), ("lines.number_recall", 1), ("lines.holder_precision", 1),
      ("links.line_vehicle.precision", 0.5), ("links.same_user.precision", 1),
      ("links.convoy.precision", 1), ("links.line_premises.precision", 1),
      ("links.person_line.precision", 1),
      ("links.line_vehicle.brier", (0.01 + 0.36 + 0.04) / 3),
      // AA11AAA of two line vehicles; both convoys and users there are; one home of one.
      ("links.line_vehicle.recall", 0.5), ("links.convoy.recall", 1),
      ("links.same_user.recall", 1), ("links.line_premises.recall", 1),
      ("links.line_vehicle.precision@.9", 1), ("links.person_vehicle.precision@.9", 0),
      // Its keeper and a member of its line, and a stranger.
      ("links.person_vehicle.precision", 0.5), ("links.person_vehicle.rows", 3),
      ("controllers.precision@true", 0), ("vehicle_stops.innocents@true", 0),
      ("vehicle_stops.window_likely", 1), ("vehicle_stops.window_likely_hit_rate", 1),
      ("vehicle_stops.window_hours_max", 1.5), ("vehicle_stops.window_cameras_max", 2),
      // It stands on two lists, and passes neither cheshire nor merseyside but `m`.
      ("vehicle_stops.force_precision", 0),
      ("premises.score_brier", (0.25 + 0.36) / 2), ("premises.score_mean", 0.45),
    ]
    for (name, value) in expected {
      let actual = try #require(sheet[name], "\(name) is missing")
      #expect(abs(actual - value) < 1e-12, "\(name) is \(actual)")
    }
  }

  /// A window that names the wrong camera, or ends before the pass, has not come true.
  @Test func aWindowNamesItsCamera() throws {
    let run = try WorkingFolder()
    let head = "rank,score,vrm,next_from,next_to,next_camera_ids,next_probability\n"
    func hit(_ cells: String) throws -> Double? {
      try run.write(head + "1,95,AA11AAA,\(cells),0.7\n", to: "vehicle_stops/m.csv")
      let folder = try truthFolder()
      let scorer = Scorer(truth: try WorldTruth(folder: folder.path))
      return scorer.score(try RunLists(folder: run.path))["vehicle_stops.window_hit_rate"]
    }
    #expect(try hit("2026-04-01T10:00:00Z,2026-04-01T11:00:00Z,c:C1") == 1)
    #expect(try hit("2026-04-01T10:00:00Z,2026-04-01T11:00:00Z,c:C2") == 0)
    #expect(try hit("2026-04-01T10:00:00Z,2026-04-01T10:20:00Z,c:C1") == 0)
    #expect(try hit("2026-04-01T10:00:00Z,2026-04-01T11:00:00Z,") == 1)
  }

  @Test func tenthsOfChances() {
    func pair(_ chance: Double, _ happened: Bool) -> Forecasts.Pair {
      Forecasts.Pair(chance: chance, happened: happened)
    }
    let some = Reliability(
      Forecasts([pair(0.1, true), pair(0.19, false), pair(1, true), pair(0.95, true)]))
    #expect(some.bins.map(\.tenth) == [1, 9])
    #expect(some.bins.map(\.count) == [2, 2])
    #expect(abs(some.bins[0].said - 0.145) < 1e-12 && some.bins[0].cameTrue == 0.5)
    #expect(some.worstDistance() == nil)
    #expect(abs((some.worstDistance(ofAtLeast: 2) ?? 0) - 0.355) < 1e-12)
    // Thirty at .5 of which fifteen come true are exactly right.
    let right = Reliability(Forecasts((0..<30).map { pair(0.5, $0 % 2 == 0) }))
    #expect(right.worstDistance() == 0)
    #expect(Reliability(Forecasts([])).bins.isEmpty)
  }

  /// Three rows: one interval holds, one does not, one subject is not on the other list.
  @Test func intervalsAreHeldAgainstAnotherRun() throws {
    let folder = try truthFolder()
    let truth = try WorldTruth(folder: folder.path)
    let (run, other) = (try WorkingFolder(), try WorkingFolder())
    try run.write(
      "rank,rank_low,rank_high,person_ids\n1,1,2,m:1;g:1\n2,2,4,m:2\n3,3,3,m:3\n",
      to: "controllers.csv")
    // The same people under other records: ranks 2, 1 and none.
    try other.write(
      "rank,rank_low,rank_high,person_ids\n1,1,1,m:2\n2,2,2,g:1\n", to: "controllers.csv")
    try run.write("rank,rank_low,rank_high,vrm\n1,1,1,AA11AAA\n", to: "vehicle_stops/m.csv")
    let found = try RankCoverage(truth: truth)
      .compare(run.path, with: other.path, otherTruth: truth)
    let controllers = try #require(found.first { $0.list == "controllers" }?.figures)
    #expect(controllers.rows == 3 && controllers.common == 2)
    #expect(controllers.covered == 1 && controllers.width == 3)
    let cars = try #require(found.first { $0.list == "vehicle_stops" }?.figures)
    #expect(cars.rows == 1 && cars.common == 0)
  }

  /// Old and new share two of three contacts; a stranger shares one of four.
  @Test func changesOfNumber() throws {
    let folder = try truthFolder()
    let truth = try WorldTruth(folder: folder.path)
    let (old, new, stranger) = ("+447300000001", "+447300000002", "+447300000003")
    func rows(_ from: String, _ customers: [Int], _ day: String) -> String {
      customers.map { "\(from),+44740000000\($0),2026-\(day)T1\($0):00:00Z\n" }.joined()
    }
    let inbox = try WorkingFolder()
    try inbox.write(
      "a_number,b_number,started_at\n" + rows(old, [1, 2, 3], "01-20")
        + rows(new, [1, 2, 4], "02-02") + rows(stranger, [3, 4, 5, 6], "02-03"),
      to: "m/calls.csv")
    let register = try CallRegister(inbox: InboxReader(folder: inbox.path))
    #expect(
      register.changes(truth).map { [$0.old, $0.new] } == [[old, new]])
    let run = try WorkingFolder()
    func recall(_ links: String, _ lines: String) throws -> Double? {
      try run.write("kind,left,right,probability\n" + links, to: "links.csv")
      try run.write("lineage_id,numbers\n" + lines, to: "lines.csv")
      return register.score(try RunLists(folder: run.path), truth: truth)["successors.recall"]
    }
    #expect(try recall("", "X1,\(old)\nX2,\(new)\n") == 0)
    #expect(try recall("", "X1,\(old);\(new)\n") == 1)
    #expect(try recall("line_successor,\(old),\(new),0.6\n", "X1,\(old)\n") == 1)
    #expect(try recall("line_successor,\(old),\(new),0.4\n", "X1,\(old)\n") == 0)
    let plain = try Baselines(
      inbox: InboxReader(folder: inbox.path), truth: truth
    ).score()
    // 2/4 against 1/6.
    #expect(plain["baseline.successors.top1"] == 1)
    #expect(plain["baseline.successors.recall"] == 1)
    #expect(plain["baseline.successors.precision"] == 1)
  }

  /// Said .5 and .8 by turns: half and four in five come true, so that there is nothing to correct;
  /// then what was said is halved in odds, which is one bit.
  @Test func aLineThatCorrectsChances() {
    func forecasts(_ change: (Double) -> Double) -> Forecasts {
      Forecasts(
        (0..<4_000).map { index in
          let chance = index % 2 == 0 ? 0.5 : 0.8
          let rank = Double(index / 2 % 100) / 100
          return Forecasts.Pair(chance: change(chance), happened: rank < chance)
        })
    }
    let right = CalibrationFit(forecasts { $0 })
    #expect(abs(right.slope - 1) < 0.01 && abs(right.offset) < 0.01, "\(right)")
    let timid = CalibrationFit(forecasts { $0 / (2 - $0) })
    #expect(abs(timid.slope - 1) < 0.02 && abs(timid.offset - 1) < 0.02, "\(timid)")
    let none = CalibrationFit(Forecasts([]))
    #expect(none.slope == 1 && none.offset == 0)
    // A dozen that came true are no certainty.
    let few = CalibrationFit(
      Forecasts(Array(repeating: Forecasts.Pair(chance: 0.5, happened: true), count: 12)))
    #expect(few.offset > 1 && few.offset < 8, "\(few)")
  }
}
