//! A dense matrix in row-major order.

#[derive(Clone)]
pub struct Matrix<T> {
    values: Vec<T>,
    columns: usize,
}

impl<T: Copy + Default> Matrix<T> {
    /// A matrix of default values.
    pub fn new(rows: usize, columns: usize) -> Self {
        Self { values: vec![T::default(); rows * columns], columns }
    }

    pub fn row(&self, row: usize) -> &[T] {
        &self.values[row * self.columns..][..self.columns]
    }

    pub fn row_mut(&mut self, row: usize) -> &mut [T] {
        &mut self.values[row * self.columns..][..self.columns]
    }

    pub fn get(&self, row: usize, column: usize) -> T {
        self.values[row * self.columns + column]
    }

    pub fn set(&mut self, row: usize, column: usize, value: T) {
        self.values[row * self.columns + column] = value;
    }
}
