/// The version of the tool.
package let framectlVersion = "0.1.0"
