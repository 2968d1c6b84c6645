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
      // A UTC day that touches the window may have no read inside it.
      guard day.first < window.end, window.start <= day.last else { continue }
      let isWhole = window.contains(day.first) && window.contains(day.last)
      let basis = "\(DaySummary.form)-\(day.digest)"
      if isWhole, let kept = try archive.summary(ofDay: day.day, basis: basis),
        let summary = DaySummary(bytes: kept), sum.isCurrent(summary)
      {
        sum.add(summary)
        continue
      }
      // Of a day that the window cuts, the part inside it, at either end.
      let part = Period(
        from: max(day.first, window.start), to: min(day.last.adding(seconds: 1), window.end))
      let summary = try sum.summary(
        ofDay: day.day, try archive.sightings(in: part, workers: workers), workers: workers)
      if isWhole { try archive.keep(summary: summary.bytes, ofDay: day.day, basis: basis) }
      sum.add(summary)
    }
    return sum
  }
}
