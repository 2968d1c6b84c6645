import Primitives
import Vocabulary

/// Compares the lists of a run with the truth of the world that it ran on.
public struct Scorer: Sendable {
  /// What is true.
  public let truth: WorldTruth
  /// How many rows of a list count as its top. The default is 20.
  public let k: Int

  /// A scorer for one world.
  public init(truth: WorldTruth, k: Int = 20) {
    self.truth = truth
    self.k = k
  }

  /// The figures of every list that the run published, and of its links and entities.
  public func score(_ run: RunLists) -> ScoreSheet {
    var sheet = ScoreSheet()
    if let table = run.controllers { addControllers(table, to: &sheet) }
    if let table = run.vehicles {
      addVehicles(table, to: &sheet)
      addForces(run.vehicleForces, to: &sheet)
    }
    if let table = run.periphery { addPeriphery(table, to: &sheet) }
    if let table = run.premises { addPremises(table, to: &sheet) }
    if let table = run.entities { sheet.add("entities", entities(table)) }
    if let table = run.lines { addLines(table, run: run, to: &sheet) }
    if let table = run.links { sheet.add(LinkScorer(truth: truth).score(table, lines: run.lines)) }
    return sheet
  }

  /// Chances given and what came of them: scores of lists that are probabilities, next windows and
  /// every kind of link, for reliability over many worlds.
  public func forecasts(_ run: RunLists) -> [(name: String, forecasts: Forecasts)] {
    var all: [(name: String, forecasts: Forecasts)] = []
    if let table = run.controllers {
      all.append(("controllers", chances(table, controllersFound(table))))
    }
    if let table = run.vehicles {
      all.append(("vehicle_stops", chances(table, vehiclesFound(table))))
      all.append(("windows", windows(table)))
    }
    if let table = run.premises { all.append(("premises", chances(table, premisesFound(table)))) }
    if let table = run.links {
      for judged in LinkScorer(truth: truth).judged(table, lines: run.lines) {
        all.append(("links.\(judged.kind)", Forecasts(judged.pairs)))
      }
    }
    return all
  }

  private func controllersFound(_ table: CSVTable) -> [String?] {
    table.rows.map { row in
      truth.person(ofRecords: table.cells(row, "person_ids"))
        .flatMap { truth.controllers[$0] != nil ? $0 : nil }
    }
  }

  private func vehiclesFound(_ table: CSVTable) -> [String?] {
    table.rows.map { table.cell($0, "vrm") }.map { truth.currentVehicles.contains($0) ? $0 : nil }
  }

  private func premisesFound(_ table: CSVTable) -> [String?] {
    table.rows.map { table.cell($0, "premises_id") }
      .map { truth.currentPremises.contains($0) ? $0 : nil }
  }

  private func addControllers(_ table: CSVTable, to sheet: inout ScoreSheet) {
    let persons = table.rows.map { truth.person(ofRecords: table.cells($0, "person_ids")) }
    let found = controllersFound(table)
    // Whoever held a line that was closed is a true find, but nobody has to find them.
    let open = truth.controllers.filter { !$0.value.isSubset(of: truth.closedLineages) }
    let past = Set(found.compactMap { $0 }).subtracting(open.keys)
    sheet.add("controllers", Ranking(found: found, total: open.count + past.count), k: k)
    addCalibration("controllers", table, found, to: &sheet)
    let top = persons.prefix(k)
    sheet.add(
      "controllers.members@\(k)",
      Double(
        top.count { person in
          person.map { truth.members[$0] != nil } ?? false
        }))
    sheet.add(
      "controllers.innocents@\(k)",
      innocents(
        table.rows.prefix(k).map {
          table.cells($0, "person_ids")
        }))
  }

  private func addVehicles(_ table: CSVTable, to sheet: inout ScoreSheet) {
    let plates = table.rows.map { table.cell($0, "vrm") }
    let found = vehiclesFound(table)
    sheet.add("vehicle_stops", Ranking(found: found, total: truth.currentVehicles.count), k: k)
    addCalibration("vehicle_stops", table, found, to: &sheet)
    sheet.add(
      "vehicle_stops.given_up@\(k)",
      Double(
        plates.prefix(k).count {
          truth.vehicleLineage[$0] != nil && !truth.currentVehicles.contains($0)
        }))
    sheet.add("vehicle_stops.innocents@\(k)", innocents(plates.prefix(k).map { [$0] }))
    sheet.add(
      "vehicle_stops.innocents@true",
      innocents(plates.prefix(truth.currentVehicles.count).map { [$0] }))
    addWindows(table, to: &sheet)
  }

  private func addWindows(_ table: CSVTable, to sheet: inout ScoreSheet) {
    let forecasts = windows(table)
    sheet.add("vehicle_stops.windows", Double(forecasts.pairs.count))
    sheet.add("vehicle_stops.window_hit_rate", forecasts.hitRate)
    sheet.add("vehicle_stops.window_mean_chance", forecasts.meanChance)
    sheet.add("vehicle_stops.window_brier", forecasts.brier)
    let likely = forecasts.given(atLeast: 0.5)
    sheet.add("vehicle_stops.window_likely", Double(likely.pairs.count))
    sheet.add("vehicle_stops.window_likely_hit_rate", likely.hitRate)
    let given = table.rows.filter { window($0, of: table) != nil }
    let hours = given.compactMap { window($0, of: table) }.map {
      Double($0.end.seconds - $0.start.seconds) / 3600
    }
    let cameras = given.map { Double(table.cells($0, "next_camera_ids").count) }
    sheet.add("vehicle_stops.window_hours_max", hours.max())
    sheet.add("vehicle_stops.window_cameras_max", cameras.max())
  }

  private func window(_ row: [String], of table: CSVTable) -> Period? {
    guard let from = TimeText.read(table.cell(row, "next_from"))?.instant,
      let to = TimeText.read(table.cell(row, "next_to"))?.instant, from < to
    else { return nil }
    return Period(from: from, to: to)
  }

  /// Of the places that true vehicles have on forces' lists, the share on lists of forces that
  /// they do pass.
  private func addForces(_ listed: [String: Set<String>], to sheet: inout ScoreSheet) {
    var (places, right) = (0, 0)
    for (plate, forces) in listed where truth.currentVehicles.contains(plate) {
      places += forces.count
      right += forces.intersection(truth.vehicleForces[plate] ?? []).count
    }
    sheet.add(
      "vehicle_stops.force_precision", places == 0 ? nil : Double(right) / Double(places))
  }

  /// How well the scores of a list, read as chances, agree with what its rows are.
  private func addCalibration(
    _ list: String, _ table: CSVTable, _ found: [String?], to sheet: inout ScoreSheet
  ) {
    let forecasts = chances(table, found)
    sheet.add("\(list).score_mean", forecasts.meanChance)
    sheet.add("\(list).score_hit_rate", forecasts.hitRate)
    sheet.add("\(list).score_brier", forecasts.brier)
  }

  private func chances(_ table: CSVTable, _ found: [String?]) -> Forecasts {
    Forecasts(
      zip(table.rows, found).compactMap { row, name in
        Double(table.cell(row, "score")).map {
          Forecasts.Pair(chance: $0 / 100, happened: name != nil)
        }
      })
  }

  /// A window comes true when the vehicle passes one of its cameras within it; one that names none
  /// when it passes any. Windows of vehicles that belong to no line are not judged: the world does
  /// not say where they go.
  func windows(_ table: CSVTable) -> Forecasts {
    Forecasts(
      table.rows.compactMap { row in
        let plate = table.cell(row, "vrm")
        guard truth.vehicleLineage[plate] != nil,
          let chance = Double(table.cell(row, "next_probability")),
          let window = self.window(row, of: table)
        else { return nil }
        let cameras = Set(table.cells(row, "next_camera_ids"))
        let happened =
          truth.nextPasses[plate]?.contains { pass in
            pass.at >= window.start && pass.at < window.end
              && (cameras.isEmpty || cameras.contains(pass.camera))
          } ?? false
        return Forecasts.Pair(chance: chance, happened: happened)
      })
  }

  private func addPeriphery(_ table: CSVTable, to sheet: inout ScoreSheet) {
    let records = table.rows.map { table.cells($0, "person_ids") }
    let persons = records.map { truth.person(ofRecords: $0) }
    let found = persons.map { $0.flatMap { truth.youngPeople.contains($0) ? $0 : nil } }
    sheet.add("periphery", Ranking(found: found, total: truth.youngPeople.count), k: k)
    let exploited = persons.map { $0.flatMap { truth.exploited.contains($0) ? $0 : nil } }
    sheet.add(
      "periphery.exploited_recall",
      Ranking(found: exploited, total: truth.exploited.count).recall)
    sheet.add("periphery.innocents@\(k)", innocents(Array(records.prefix(k))))
  }

  private func addPremises(_ table: CSVTable, to sheet: inout ScoreSheet) {
    let homes = table.rows.map { table.cell($0, "premises_id") }
    let found = premisesFound(table)
    sheet.add("premises", Ranking(found: found, total: truth.currentPremises.count), k: k)
    addCalibration("premises", table, found, to: &sheet)
    sheet.add(
      "premises.given_up@\(k)",
      Double(
        homes.prefix(k).count {
          truth.premisesLineage[$0] != nil && !truth.currentPremises.contains($0)
        }))
    sheet.add("premises.innocents@\(k)", innocents(homes.prefix(k).map { [$0] }))
  }

  /// Rows of which any subject is an innocent look-alike.
  private func innocents(_ subjects: [[String]]) -> Double {
    Double(subjects.count { $0.contains { truth.innocents[$0] != nil } })
  }

  private func entities(_ table: CSVTable) -> PairwiseAgreement {
    var judged: [String: String] = [:]
    for row in table.rows {
      judged["\(table.cell(row, "source")):\(table.cell(row, "person_id"))"] =
        table.cell(row, "entity_id")
    }
    return PairwiseAgreement(judged: judged, truth: truth.personOf)
  }

  /// Lineages as groups of numbers, and how often the holder named is the true one.
  private func addLines(_ table: CSVTable, run: RunLists, to sheet: inout ScoreSheet) {
    var judged: [String: String] = [:]
    for row in table.rows {
      for number in table.cells(row, "numbers") { judged[number] = table.cell(row, "lineage_id") }
    }
    let known = truth.lineageOfNumber
    sheet.add("lines", PairwiseAgreement(judged: judged, truth: known))
    let strangers = judged.keys.count { known[$0] == nil }
    sheet.add("lines.numbers_of_no_line", Double(strangers))
    sheet.add(
      "lines.number_recall",
      Double(known.keys.count { judged[$0] != nil })
        / Double(max(1, known.count)))
    guard let entities = run.entities else { return }
    var records: [String: [String]] = [:]
    for row in entities.rows {
      records[entities.cell(row, "entity_id"), default: []].append(
        "\(entities.cell(row, "source")):\(entities.cell(row, "person_id"))")
    }
    var (named, right) = (0, 0)
    for row in table.rows {
      guard let holder = records[table.cell(row, "holder_entity_id")],
        let lineage = truth.lineage(ofNumbers: table.cells(row, "numbers"))
      else { continue }
      named += 1
      let person = truth.person(ofRecords: holder)
      if person.flatMap({ truth.controllers[$0] })?.contains(lineage) == true { right += 1 }
    }
    sheet.add("lines.holders_named", Double(named))
    sheet.add("lines.holder_precision", named == 0 ? nil : Double(right) / Double(named))
  }
}
