/// The data contract's table of kinds and columns, word for word.
enum ContractTables {
  private static func must(_ name: String, _ type: ColumnType) -> ContractColumn {
    ContractColumn(name: name, type: type, isRequired: true)
  }

  private static func may(_ name: String, _ type: ColumnType) -> ContractColumn {
    ContractColumn(name: name, type: type, isRequired: false)
  }

  private static let count = ColumnType.integer(0...1_000_000_000)

  static let places: [KindContract] = [
    KindContract(
      .areas,
      [
        must("area_id", .identifier), must("name", .text), must("force", .text),
        may("role", .choice(["hub", "market", "other"])), must("latitude", .latitude),
        must("longitude", .longitude), may("population", count),
      ]),
    KindContract(
      .cameras,
      [
        must("camera_id", .identifier), may("name", .text), may("road", .text),
        must("latitude", .latitude), must("longitude", .longitude), may("area_id", .reference),
        may("force", .text),
      ]),
    KindContract(
      .cells,
      [
        must("cell_id", .identifier), must("latitude", .latitude), must("longitude", .longitude),
        may("azimuth_deg", .real(-360...720)), may("range_m", .real(0...200_000)),
        may("area_id", .reference),
      ]),
    KindContract(
      .premises,
      [
        must("premises_id", .identifier), may("uprn", .uprn), may("address", .text),
        may("postcode", .postcode), may("latitude", .latitude), may("longitude", .longitude),
        may("area_id", .reference), may("occupier_person_id", .reference),
        may("status", .choice(["suspected", "confirmed", "closed", "safe"])),
        may("vulnerability", .text), may("first_reported_on", .date),
        may("last_reported_on", .date),
      ]),
    KindContract(
      .premisesVisits,
      [
        must("visit_id", .identifier), must("premises_id", .reference),
        must("visited_at", .instant),
        may("agency", .text),
        may("finding", .choice(["no_concern", "concern", "cuckooed", "no_answer", "rehoused"])),
        may("present_person_ids", .references), may("present_vrms", .registrations),
      ]),
    KindContract(
      .providers,
      [
        must("provider_id", .identifier), must("name", .text), may("area_ids", .references),
        may("age_from", .integer(0...150)), may("age_to", .integer(0...150)), may("offers", .text),
        may("capacity", count),
      ]),
  ]

  static let traces: [KindContract] = [
    KindContract(
      .sightings,
      [
        must("vrm", .registration), must("camera_id", .reference), must("seen_at", .instant),
        may("direction", .direction), may("confidence", .real(0...1)),
      ]),
    KindContract(
      .vehicles,
      [
        must("vrm", .registration), may("make", .text), may("model", .text), may("colour", .text),
        may("kind", .choice(["private", "hire", "taxi", "goods", "fleet", "unknown"])),
        may("keeper_person_id", .reference), may("keeper_from", .date), may("keeper_to", .date),
        may("markers", .texts),
      ]),
    KindContract(
      .calls,
      [
        must("a_number", .number), must("b_number", .number), must("started_at", .instant),
        may("duration_s", .integer(0...604_800)),
        may("kind", .choice(["voice", "sms", "mms", "data"])),
        may("imei", .imei), may("imsi", .imsi), may("cell_id", .reference),
      ]),
    KindContract(
      .lines,
      [
        must("line_id", .identifier), must("number", .number), may("brand", .text),
        must("status", .choice(["active", "dormant", "closed"])), may("opened_on", .date),
        may("closed_on", .date), may("hub_area_id", .reference),
        may("market_area_ids", .references),
        may("holder_person_id", .reference),
      ]),
    KindContract(
      .outcomes,
      [
        must("outcome_id", .identifier),
        must("list", .choice(["vehicle_stops", "controllers", "periphery", "premises"])),
        must("subject", .text), must("at", .instant), may("force", .text), may("result", .text),
        may("arrests", count), may("cash_gbp", count), may("drugs", .text), may("weapons", .text),
        may("safeguarded", count), may("disruption", .choice(["major", "moderate", "minor"])),
        may("four_p", .choice(["pursue", "prevent", "protect", "prepare"])),
        may("lead", .choice(["lead", "support"])),
      ]),
  ]

  static let people: [KindContract] = [
    KindContract(
      .persons,
      [
        must("person_id", .identifier), may("family_name", .text), may("given_names", .text),
        may("date_of_birth", .partialDate), may("sex", .choice(["M", "F", "X", "U"])),
        may("ethnicity", .text), may("pnc_id", .text), may("address", .text),
        may("postcode", .postcode), may("area_id", .reference), may("numbers", .numbers),
        may("aliases", .texts),
        may("subject_category", .choice(SubjectCategory.allCases.map(\.rawValue))),
      ]),
    KindContract(
      .events,
      [
        must("event_id", .identifier),
        must(
          "kind",
          .choice([
            "arrest", "stop_search", "custody", "missing", "found", "intel", "school_absence",
            "school_exclusion", "nrm_referral", "conviction", "seizure", "violence", "other",
          ])),
        must("at", .instant), may("area_id", .reference), may("latitude", .latitude),
        may("longitude", .longitude), may("person_ids", .references), may("vrms", .registrations),
        may("numbers", .numbers), may("imeis", .imeis), may("premises_ids", .references),
        may("drugs", .text), may("cash_gbp", count), may("weapon", .text), may("text", .text),
      ], later: [may("person_roles", .roles)]),
    KindContract(
      .associations,
      [
        must("association_id", .identifier), must("person_id_a", .reference),
        must("person_id_b", .reference),
        may(
          "kind",
          .choice([
            "family", "cohabit", "social", "school", "co_arrest", "gang", "other",
          ])),
        may("since", .partialDate), may("until", .partialDate),
      ]),
    KindContract(
      .groups,
      [
        must("group_id", .identifier), must("name", .text),
        must("kind", .choice(["ocg", "usg", "priority_individual", "vulnerability"])),
        may("tier", .text), may("owner_force", .text), may("lead_responsible_officer", .text),
        may("member_person_ids", .references),
      ]),
  ]
}
