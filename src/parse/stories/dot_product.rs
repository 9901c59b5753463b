//! The dot product of weights and features, the inner loop of scoring.

/// Number of products that are added side by side.
pub const LANES: usize = 8;

/// The dot product, added up in [`LANES`], which compilers turn into vector instructions.
pub fn dot_product(weights: &[f32], features: &[f32]) -> f32 {
    let mut sums = [0f32; LANES];
    let (w, f) = (weights.chunks_exact(LANES), features.chunks_exact(LANES));
    let rest: f32 = w.remainder().iter().zip(f.remainder()).map(|(w, f)| w * f).sum();
    for (w, f) in w.zip(f) {
        for lane in 0..LANES {
            sums[lane] += w[lane] * f[lane];
        }
    }
    sums.iter().sum::<f32>() + rest
}
