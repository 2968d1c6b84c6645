import Archive
import Picture
import Primitives
import Signals
import Vocabulary

/// The days' summaries, kept in the archive: a night reads the sightings of days that are new or
/// changed, and of the others only those of vehicles that matter.
///
/// A summary is taken from the archive when the day's sightings, the form of summaries, and the
/// places of the day's cameras are what they were when it was made; else it is made anew. A day of
/// which the window holds a part only is made each time and not kept. So a run that finds every
/// summary kept and one that makes them all give the same.
struct TrafficBook {
  let archive: RecordArchive
  let configuration: EngineConfiguration
  let workers: Workers
  let progress: ProgressSink

  /// The picture with the sightings that matter, and the traffic of the whole window.
  ///
  /// - Parameter picture: Without sightings.
  func open(
    on picture: RegionalPicture, lineages: [Lineage], lineLinks: [InferredLink]
  ) throws -> (picture: RegionalPicture, traffic: Traffic) {
    let window = configuration.window(before: picture.asOf)
    let sum = try measured("traffic", progress) { try days(picture, window: window) }
    let survey = try measured("survey", progress) {
      try sum.survey(lineages: lineages, lineLinks: lineLinks, workers: workers)
    }
    try AssemblePicture.checkMemory(
      rows: survey.reads, of: "sightings on the lines' roads", configuration)
    let reads = try measured("reads", progress) {
      try archive.sightings(
        of: survey.plates.map(VehicleRegistration.init(packed:)), in: window, workers: workers)
    }
    return (picture.holding(reads, repeated: survey.traffic.repeated), survey.traffic)
  }

  private func days(_ picture: RegionalPicture, window: Period) throws -> TrafficSum {
    var sum = TrafficSum(picture)
    for day in try archive.sightingDays(in: window, workers: workers) {
      if workers.cancellation?.isCancelled == true { throw CancelledWork() }
      let isWhole = window.contains(day.first) && window.contains(day.last)
      let basis = "\(DaySummary.form)-\(day.digest)"
      if isWhole, let kept = try archive.summary(ofDay: day.day, basis: basis),
        let summary = DaySummary(bytes: kept), sum.isCurrent(summary)
      {
        sum.add(summary)
        continue
      }
      let all = try archive.sightings(onDay: day.day, workers: workers)
      let summary = try sum.summary(
        ofDay: day.day, isWhole ? all : all.from(window.start), workers: workers)
      if isWhole { try archive.keep(summary: summary.bytes, ofDay: day.day, basis: basis) }
      sum.add(summary)
    }
    return sum
  }
}

extension SightingColumns {
  /// The rows at a moment or after it.
  fileprivate func from(_ moment: Instant) -> SightingColumns {
    var kept = SightingColumns()
    kept.cameraKeys = cameraKeys
    for row in 0..<count where times[row] >= moment.seconds {
      kept.plates.append(plates[row])
      kept.cameras.append(cameras[row])
      kept.times.append(times[row])
      kept.directions.append(directions[row])
      kept.confidences.append(confidences[row])
      kept.files.append(files[row])
      kept.rows.append(rows[row])
    }
    return kept
  }
}
