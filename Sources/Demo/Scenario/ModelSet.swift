/// The data sets with their models that come with the source, in `Examples`.
public enum ModelSet: String, Sendable, CaseIterable {
  case breastCancer = "breast-cancer"
  case wine
  case digits
}
