import ArgumentParser
import Engine
import Foundation
import Primitives

/// `countylines convoys`
struct Convoys: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find every pair of vehicles that meets at many cameras on many days. Exact.",
    discussion: """
      A meeting is a read of a and a read of b at one camera in one direction
      within the window. Its day is floor(min(t1,t2)/86400), its occasion (camera,
      floor(min(t1,t2)/600)). Company by habit or by chance is in the result too:
      this counts, it does not judge.

      EXAMPLES
        countylines convoys --sightings samples/tables/sightings.csv --out /tmp/c.csv
        countylines convoys --sightings reads.csv.gz --min-days 4 --out /tmp/c.csv
      """)

  @Option(help: "A CSV of sightings to the contract, plain or gzip.")
  var sightings: String
  @Option(name: .customLong("window-seconds"), help: "How close two reads are to meet.")
  var windowSeconds: Int = 60
  @Option(name: .customLong("min-cameras"), help: "Distinct cameras a pair must meet at.")
  var minCameras: Int = 5
  @Option(name: .customLong("min-days"), help: "Distinct days a pair must meet on.")
  var minDays: Int = 3
  @Option(help: "Threads. Default: one for each processor.")
  var threads: Int?
  @Option(help: "The CSV to write: vrm_a,vrm_b,occasions,cameras,days.")
  var out: String

  func validate() throws {
    guard windowSeconds >= 0, minCameras >= 1, minDays >= 1 else {
      throw ValidationError(
        "--window-seconds is not negative, --min-cameras and --min-days at least 1")
    }
  }

  func run() {
    Terminal.run {
      let workers = Workers(
        threads: max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount))
      let table = ConvoyTable(
        windowSeconds: windowSeconds, minCameras: minCameras, minDays: minDays, workers: workers)
      Terminal.talk(try table.run(sightings: sightings, out: out))
    }
  }
}
