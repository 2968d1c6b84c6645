import Vocabulary

/// What kind of body receives an export. It bounds what a sharing agreement may allow.
enum RecipientClass: String, CaseIterable, Hashable, Sendable {
  /// A police force or another body that investigates.
  case force
  /// A body that protects children and victims: children's services, a youth provider.
  case safeguarding
  /// Any other public body, such as housing.
  case partner

  /// The lists that such a body may be given. Young people go to safeguarding bodies alone.
  var lists: [ListKind] {
    switch self {
    case .force: [.controllers, .vehicleStops, .premises, .lines]
    case .safeguarding: [.periphery, .premises]
    case .partner: [.premises]
    }
  }
}
