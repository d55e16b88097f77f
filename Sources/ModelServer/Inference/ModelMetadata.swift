/// What `GET /v2/models/NAME` tells about the model.
struct ModelMetadata: Encodable {
  struct Tensor: Encodable {
    let name: String
    let datatype: String
    /// -1 stands for any number of rows.
    let shape: [Int]
  }

  let name: String
  let versions: [String]
  let platform: String
  let inputs: [Tensor]
  let outputs: [Tensor]
  let parameters: InferenceResponse.Parameters
}
