//! The optimizer Adam (Kingma and Ba 2015).

/// Number of steps in which the local and the global weights are fitted.
pub const STEPS: usize = 250;
/// Learning rate.
const RATE: f32 = 0.05;

pub struct Adam {
    pub weights: Vec<f32>,
    mean: Vec<f32>,
    square: Vec<f32>,
    pub rate: f32,
}

impl Adam {
    pub fn new(weights: Vec<f32>) -> Self {
        let zeros = vec![0.0; weights.len()];
        Self { weights, mean: zeros.clone(), square: zeros, rate: RATE }
    }

    /// Makes a step against the gradient; `step` counts up from 0.
    pub fn step(&mut self, gradient: &[f32], step: usize) {
        let at = (step + 1) as i32;
        for (i, &g) in gradient.iter().enumerate() {
            self.mean[i] = 0.9 * self.mean[i] + 0.1 * g;
            self.square[i] = 0.999 * self.square[i] + 0.001 * g * g;
            let mean = self.mean[i] / (1.0 - 0.9f32.powi(at));
            let square = self.square[i] / (1.0 - 0.999f32.powi(at));
            self.weights[i] -= self.rate * mean / (square.sqrt() + 1e-8);
        }
    }
}
