/// The kinds of inferred link in `links.csv`. Raw values never change.
public enum LinkKind: String, CaseIterable, Sendable {
  case samePerson = "same_person"
  case lineSuccessor = "line_successor"
  case sameUser = "same_user"
  case lineVehicle = "line_vehicle"
  case linePremises = "line_premises"
  case vehiclePremises = "vehicle_premises"
  case convoy
  case personVehicle = "person_vehicle"
  case personLine = "person_line"
}

/// The published lists that people work from.
public enum ListKind: String, CaseIterable, Sendable {
  case controllers
  case vehicleStops = "vehicle_stops"
  case periphery
  case premises
  case lines
}
