import Picture
import Primitives
import Signals
import Tasking

/// Asks every signal of a picture, room by room: lines, vehicles, homes, people. Between the first
/// two the sightings are fetched, because the lines say which of them matter.
struct AskSignals {
  let seed: UInt64
  let workers: Workers
  let progress: ProgressSink
  /// Fetches the sightings that matter to some lines.
  let sightings: TrafficBook

  /// What was found, before it is weighed.
  struct Answers {
    var lineages: [Lineage]
    var vehicles: VehicleFindings
    var premises: [PremisesCandidate]
    var controllers: [PersonCandidate]
    var periphery: [PersonCandidate]
    var links: [InferredLink]
    /// The picture with the sightings that matter.
    var picture: RegionalPicture
    var traffic: Traffic
  }

  /// - Parameter bare: The picture without sightings.
  func run(on bare: RegionalPicture) throws -> Answers {
    let lines = try timed("lines") { try LineTracing().run(on: bare, workers: workers) }
    let (picture, traffic) = try sightings.open(
      on: bare, lineages: lines.lineages, lineLinks: lines.links)
    let vehicles = try timed("vehicles") {
      try VehicleTracing().run(
        on: picture, traffic: traffic, lineages: lines.lineages, lineLinks: lines.links,
        workers: workers)
    }
    let premises = try timed("premises") {
      try PremisesAssessment().run(
        on: picture, lineages: lines.lineages, vehicles: vehicles.candidates,
        links: lines.links + vehicles.links, workers: workers)
    }
    let links = lines.links + vehicles.links + premises.links
    let network = timed("network") { PersonNetwork(picture) }
    let controllers = try timed("controllers") {
      try ControllerAssessment(seed: seed).run(
        on: picture, lineages: lines.lineages, links: links, premises: premises.candidates,
        network: network, workers: workers)
    }
    let periphery = timed("periphery") {
      PeripheryAssessment().run(
        on: picture, lineages: lines.lineages, links: links, premises: premises.candidates,
        network: network)
    }
    return Answers(
      lineages: lines.lineages, vehicles: vehicles, premises: premises.candidates,
      controllers: controllers, periphery: periphery, links: links,
      picture: picture, traffic: traffic)
  }

  private func timed<Result>(_ stage: String, _ work: () throws -> Result) rethrows -> Result {
    try measured(stage, progress, work)
  }
}

/// Runs a stage, telling when it begins, when it ends and how long it took.
func measured<Result>(
  _ stage: String, _ progress: ProgressSink, _ work: () throws -> Result
) rethrows -> Result {
  progress(.stage(stage))
  let clock = ContinuousClock()
  let start = clock.now
  let result = try work()
  progress(.finished(stage: stage, seconds: seconds(clock.now - start)))
  return result
}
