import Picture
import Primitives
import Signals
import Vocabulary

/// Vehicles that a force can expect, with where and when. The subject is the vehicle, never a
/// person.
struct VehicleStopList {
  let input: TaskingInput
  let forces: [String]

  var shape: ListShape {
    ListShape(
      kind: .vehicleStops,
      columns: [
        "vrm", "make", "model", "colour", "kind", "lineage_ids", "from_area_id", "to_area_id",
        "next_from", "next_to", "next_camera_ids", "next_probability", "warnings", "child_at_risk",
      ],
      paths: forces.map { "vehicle_stops/" + $0 })
  }

  func drafts() -> [Draft] { input.vehicles.map(draft) }

  private func draft(_ vehicle: VehicleCandidate) -> Draft {
    let vrm = VehicleRegistration(packed: vehicle.plate).text
    let records = (input.picture.recordsOfVehicle[vehicle.plate] ?? [])
      .map { input.picture.holdings.vehicles[$0] }
    func described(_ value: (VehicleRecord) -> String?) -> ListCell {
      .text(records.lazy.compactMap(value).first ?? "")
    }
    let forecast = vehicle.forecast
    return Draft(
      subject: vrm, aliases: records.map(\.key.text), path: "vehicle_stops/" + force(of: vehicle),
      findings: vehicle.findings, unasked: vehicle.unasked, shown: [],
      cells: [
        .text(vrm), described(\.make), described(\.model), described(\.colour),
        .text(records.lazy.compactMap(\.kind).first ?? "unknown"),
        .text(input.lineageIds(vehicle.lineages)), .text(input.areaText(vehicle.fromArea)),
        .text(input.areaText(vehicle.toArea)),
        .text(forecast.map { Instant(seconds: $0.from).iso8601 } ?? ""),
        .text(forecast.map { Instant(seconds: $0.to).iso8601 } ?? ""),
        .text(
          (forecast?.cameras ?? []).map { input.picture.holdings.cameras[$0].key.text }
            .joined(separator: ";")),
        forecast.map { .number(Sentence.decimal($0.probability, 2)) } ?? .text(""),
        .text(vehicle.warnings.map(Sentence.clean).joined(separator: ";")),
        .text(vehicle.childAtRisk ? "true" : "false"),
      ])
  }

  /// The force of the town it supplies; else of the cameras it is expected at; else of the camera
  /// that read it last; else the first force there is.
  private func force(of vehicle: VehicleCandidate) -> String {
    let picture = input.picture
    if let area = vehicle.toArea { return picture.force(ofArea: area) }
    if let camera = vehicle.forecast?.cameras.first ?? lastCamera(of: vehicle.plate) {
      let area = picture.areaOfCamera[camera]
      if area >= 0 { return picture.force(ofArea: area) }
      return picture.holdings.cameras[camera].force ?? picture.holdings.cameras[camera].key.source
    }
    return forces.first ?? "unknown"
  }

  private func lastCamera(of plate: UInt64) -> Int? {
    input.picture.sightingRows(of: plate).last.map {
      Int(input.picture.holdings.sightings.cameras[$0])
    }
  }
}
